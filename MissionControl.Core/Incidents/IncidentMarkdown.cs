using System.Globalization;
using System.Text;
using MissionControl.Core.Incidents.Reviews;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Core.Wording;

namespace MissionControl.Core.Incidents;

/// <summary>An incident as a document, to keep or to send on. Pure.</summary>
public static class IncidentMarkdown
{
    /// <param name="say">What an entry says, after the name of who did it; <see langword="null"/> where its own words stand for it.</param>
    public static string Write(Incident incident, Func<string, string> nameOf, Func<TimelineEntry, string?> say, TimeZoneInfo zone)
    {
        var page = new StringBuilder();
        Line($"# Incident {incident.Number}: {OneLine.Of(incident.Title)}");
        Line("");
        Line($"SEV {(int)incident.Severity}, {incident.Phase}{(incident.IsPrivate ? ", private" : "")}. Times are {Words.Zone(zone)}.");
        Line("");
        Line("| | |");
        Line("|---|---|");
        foreach (var moment in Enum.GetValues<IncidentMoment>())
            Line($"| {moment} | {(incident.Times.At(moment) is { } at ? Words.FullTime(at, zone) : "not known")} |");
        foreach (var (role, holder) in incident.Roles)
            Line($"| {role} | {Cell(nameOf(holder.By))} |");
        foreach (var wrong in incident.Times.Contradictions)
        {
            Line("");
            Line($"**{wrong}**");
        }

        Section("Evidence", incident.Evidence.Select(static one => one.Words));
        Section("Actions", incident.FollowUps.Select(action => $"[{(action.IsDone ? "x" : " ")}] {action.What} ({nameOf(action.Owner)}{(action.Due is { } due ? ", by " + due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "")})"));
        Line("");
        Line("## How long it took");
        Line("");
        foreach (var (what, took) in ReviewWords.Took(incident))
            Line($"- {what}: {took}");
        Line("");
        Line("## Timeline");
        Line("");
        foreach (var entry in incident.Timeline)
        {
            var struck = entry.Struck is null ? "" : "~~";
            var said = say(entry) ?? Text(entry);
            Line($"- {Words.FullTime(entry.At, zone)} {struck}**{Cell(nameOf(entry.Logged.By))}** {said.ReplaceLineEndings("\n  ")}{struck}");
            foreach (var correction in entry.Corrections.Take(entry.Corrections.Length > 0 ? 1 : 0))
                Line($"  - corrected {Words.FullTime(correction.WrittenAt, zone)}; first: {(entry.FirstText ?? "").ReplaceLineEndings(" ")}");
        }

        foreach (var (part, text) in incident.Review.OrderBy(static written => ReviewParts.All.ToList().FindIndex(part => part.Name == written.Key)))
        {
            Line("");
            Line($"## Review: {part}");
            Line("");
            Line(text);
        }

        return page.ToString();

        void Line(string line) => page.Append(line).Append('\n');

        void Section(string title, IEnumerable<string> lines)
        {
            string[] all = [.. lines];
            if (all.Length == 0)
                return;
            Line("");
            Line($"## {title}");
            Line("");
            foreach (var line in all)
                Line("- " + OneLine.Of(line));
        }
    }

    private static string Text(TimelineEntry entry) => entry.What switch
    {
        Noted { IsOutput: true } => $"pasted:\n```\n{entry.Text?.Replace("```", "'''", StringComparison.Ordinal)}\n```",
        Noted => entry.Text ?? "",
        Decided decided => $"decided: {entry.Text}{(decided.Options.Length > 0 ? $"\nInstead of: {decided.Options}" : "")}{(decided.BackOut.Length > 0 ? $"\nTo take it back: {decided.BackOut}" : "")}",
        Updated updated => $"told the public: “{updated.Title}”\n{entry.Text}",
        ImageShown image => $"showed a picture: {image.Words}",
        _ => "",
    };

    // A bar would end the cell of a table.
    private static string Cell(string text) => OneLine.Of(text).Replace("|", "\\|", StringComparison.Ordinal);
}
