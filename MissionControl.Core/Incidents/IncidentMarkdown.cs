using System.Globalization;
using System.Text;
using MissionControl.Core.Board;
using MissionControl.Core.Incidents.Reviews;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Core.Wording;

namespace MissionControl.Core.Incidents;

/// <summary>An incident as a document, to keep or to send on. Pure.</summary>
public static class IncidentMarkdown
{
    /// <param name="say">What an entry says, after the name of who did it; <see langword="null"/> where its own words stand for it.</param>
    /// <param name="imageAt">The address of a picture.</param>
    /// <param name="definitions">What services and lines of the status page are called, and in which zone times are.</param>
    public static string Write(Incident incident, Func<string, string> nameOf, Func<TimelineEntry, string?> say, Func<Guid, string> imageAt, Definitions definitions)
    {
        var zone = definitions.Organisation.Zone;
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
        if (incident.Services.Count > 0)
            Line($"| Services | {Cell(string.Join(", ", incident.Services.Select(id => definitions.Services.FirstOrDefault(service => service.Id == id)?.Name ?? id)))} |");
        if (incident.MergedInto is { } into)
            Line($"| Part of | incident {into} |");
        foreach (var wrong in incident.Times.Contradictions)
        {
            Line("");
            Line($"**{wrong}**");
        }

        Section("Evidence", incident.Evidence.Select(one => (one.Kind == EvidenceKind.Link ? $"{one.Words}: <{one.Id}>" : one.Words) + (one.Since is { } since ? $" (since {Words.FullTime(since, zone)})" : "")));
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
            var said = say(entry) ?? Text(entry, definitions, imageAt);
            Line($"- {Words.FullTime(entry.At, zone)} {struck}**{Cell(nameOf(entry.Logged.By))}** {said.ReplaceLineEndings("\n  ")}{struck}");
            if (entry.IsBackDated)
                Line($"  - written {Words.FullTime(entry.Logged.WrittenAt, zone)}");
            if (entry.Struck is { } by)
                Line($"  - struck by {nameOf(by.By)}, {Words.FullTime(by.At, zone)}");
            if (!entry.Corrections.IsEmpty)
                Line($"  - first: {(entry.FirstTitle is { } title && title != entry.Title ? $"“{title}” " : "")}{OneLine.Of(entry.FirstText ?? "")}{(entry.FirstTellUsers is { Length: > 0 } tell && tell != entry.TellUsers ? $" To tell users: {OneLine.Of(tell)}" : "")}");
            foreach (var correction in entry.Corrections)
                Line($"  - corrected {Words.FullTime(correction.WrittenAt, zone)} by {nameOf(correction.By)}: {OneLine.Of(((Corrected)correction.What).Text)}");
        }

        foreach (var (part, text, by, at) in ReviewParts.Written(incident))
        {
            Line("");
            Line($"## Review: {part}");
            Line("");
            Line(text);
            Line("");
            Line($"({nameOf(by)}, {Words.FullTime(at, zone)})");
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

    private static string Text(TimelineEntry entry, Definitions definitions, Func<Guid, string> imageAt) => entry.What switch
    {
        Noted { IsOutput: true } => $"pasted:\n```\n{entry.Text?.Replace("```", "'''", StringComparison.Ordinal)}\n```",
        Noted => entry.Text ?? "",
        Decided decided => $"decided: {entry.Text}{(decided.Options.Length > 0 ? $"\nInstead of: {decided.Options}" : "")}{(decided.BackOut.Length > 0 ? $"\nTo take it back: {decided.BackOut}" : "")}",
        Updated updated => $"told the public: “{entry.Title}”\n{entry.Text}{(entry.TellUsers is { Length: > 0 } tell ? $"\nTo tell users: {tell}" : "")}{(updated.NextBy is { } next ? $"\nNext by {Words.FullTime(next, definitions.Organisation.Zone)}" : "")}{(entry.Components is { IsEmpty: false } about ? $"\nAbout: {string.Join(", ", about.Select(id => definitions.Components.FirstOrDefault(component => component.Id == id)?.Name ?? id))}" : "")}",
        ImageShown image => $"showed a picture: [{image.Words.Replace("[", "(", StringComparison.Ordinal).Replace("]", ")", StringComparison.Ordinal)}]({imageAt(image.Image)})",
        _ => "",
    };

    // A bar would end the cell of a table.
    private static string Cell(string text) => OneLine.Of(text).Replace("|", "\\|", StringComparison.Ordinal);
}
