using System.Collections.Immutable;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Core.Incidents.Updates;
using MissionControl.Core.Wording;

namespace MissionControl.Core.Incidents;

/// <summary>What may happen in an incident, and how what people wrote is kept. Pure.</summary>
public static class IncidentRules
{
    public const int LongestTitle = 120;

    public const int LongestLine = 300;

    /// <summary>A note, or what a command printed.</summary>
    public const int LongestNote = 20_000;

    /// <summary>An address that is attached.</summary>
    public const int LongestLink = 2_000;

    public const int LongestUpdate = 2_000;

    public const int MostEvidence = 200;

    /// <summary>Pictures in one incident.</summary>
    public const int MostImages = 100;

    /// <summary>In one incident; more belong into another, or into a document.</summary>
    public const int MostEvents = 20_000;

    /// <summary>A note may tell of something that was so long ago.</summary>
    public static readonly TimeSpan LongestAgo = TimeSpan.FromDays(30);

    /// <summary>Clocks of people differ a little.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromMinutes(1);

    /// <summary>By when the public may be promised to hear again.</summary>
    public static readonly TimeSpan LongestPromise = TimeSpan.FromDays(7);

    /// <summary>Whether it may be declared, and as what.</summary>
    public static EventCheck Check(Declared declared, DateTimeOffset now)
    {
        List<FieldProblem> problems = [];
        var title = Line("title", declared.Title, LongestTitle, problems);
        if (!Enum.IsDefined(declared.Severity))
            problems.Add(new("severity", "A severity is 1, 2, 3 or 4."));
        return new(
            declared with
            {
                Title = title,
                // Seen and not typed: something may have been off for months.
                ImpactBegan = declared.ImpactBegan > now ? now : declared.ImpactBegan,
                Detected = declared.Detected > now ? now : declared.Detected,
                Evidence = [.. declared.Evidence.Take(MostEvidence).Select(Clean)],
                Services = [.. declared.Services.Distinct().Order(StringComparer.Ordinal)],
            },
            [.. problems]);
    }

    /// <summary>Whether it may happen, and as what it will be in the log.</summary>
    /// <param name="by">Who wants it, as the journal names them.</param>
    /// <param name="at">When it happened as they say; <see langword="null"/>: now.</param>
    public static EventCheck Check(Incident incident, TimelineEvent what, string by, DateTimeOffset? at, DateTimeOffset now)
    {
        List<FieldProblem> problems = [];
        CheckTime("at", at, now, problems);
        if (at is not null && what is not (Noted or Decided or ImageShown or Observed or RunbookStep or Updated))
            problems.Add(new("at", "Only what is noted or told to the public can have happened earlier."));
        if (at is not null && what is Updated && incident.Updates is [.., var last] && at < last.At)
            problems.Add(new("at", "The public was told of it later than that: they would read it in another order than it was written."));
        if (incident.Last >= MostEvents)
            problems.Add(new("", $"There are {Words.Number(MostEvents)} entries; go on in another incident."));
        if (incident.MergedInto is { } into && what is not (Noted or Corrected or Struck or Parted))
            problems.Add(new("", $"It is part of incident {into} now; go on there."));
        var checkedEvent = Clean(incident, what, by, now, problems);
        if (problems.Count == 0 && WrittenText.Check(incident, checkedEvent) is { } full)
            problems.Add(full);
        return new(checkedEvent, [.. problems]);
    }

    private static TimelineEvent Clean(Incident incident, TimelineEvent what, string by, DateTimeOffset now, List<FieldProblem> problems)
    {
        switch (what)
        {
            case Noted noted:
                return noted with { Text = Text("text", noted.Text, LongestNote, problems) };
            case Corrected corrected:
                CheckCorrection(incident, corrected, by, problems);
                return Clean(corrected, incident.Find(corrected.Entry)?.What is Updated, problems);
            case Struck struck:
                if (incident.Find(struck.Entry) is not { } entry)
                    problems.Add(new("entry", "There is no such entry."));
                else if (entry.What is not (Noted or ImageShown or Decided))
                    problems.Add(new("entry", "Only notes, decisions and images can be struck; what happened stays."));
                else if ((entry.Struck is not null) == struck.IsStruck)
                    problems.Add(new("entry", struck.IsStruck ? "It is struck already." : "It is not struck."));
                return struck;
            case RoleTaken taken:
                if (incident.Roles.GetValueOrDefault(taken.Role)?.By is var holder && holder != taken.Before)
                    problems.Add(new("before", holder is null ? "Nobody has it any more." : "Somebody else was quicker and has it now."));
                else if (taken.Person == holder)
                    problems.Add(new("person", holder is null ? "Nobody has it." : "They have it already."));
                return taken;
            case SeverityMoved moved:
                if (!Enum.IsDefined(moved.To))
                    problems.Add(new("to", "A severity is 1, 2, 3 or 4."));
                CheckSeen("severity", moved.Before, incident.Severity, moved.To, problems);
                return moved with { Reason = Line("reason", moved.Reason, LongestLine, problems) };
            case PhaseMoved moved:
                CheckSeen("phase", moved.Before, incident.Phase, moved.To, problems);
                var opensAgain = incident.Phase == Phase.Resolved;
                return moved with { Reason = opensAgain || moved.Reason is { Length: > 0 } ? Line("reason", moved.Reason, LongestLine, problems) : null };
            case TaskBegun begun:
                return begun with { What = Line("what", begun.What, LongestLine, problems) };
            case TaskEnded ended:
                if (incident.Tasks.Find(task => task.Number == ended.Task) is not { } one)
                    problems.Add(new("task", "There is no such task."));
                else if (one.EndedAt is not null)
                    problems.Add(new("task", "It is done already."));
                return ended with { Result = Line("result", ended.Result, LongestLine, problems) };
            case Decided decided:
                return decided with
                {
                    Choice = Text("choice", decided.Choice, LongestUpdate, problems),
                    Options = Text("options", decided.Options, LongestUpdate, problems, mayBeEmpty: true),
                    BackOut = Text("backOut", decided.BackOut, LongestUpdate, problems, mayBeEmpty: true),
                };
            case StepTicked ticked:
                if (incident.Ticks.ContainsKey(ticked.Step) == ticked.IsDone)
                    problems.Add(new("step", ticked.IsDone ? "It is done already." : "It is not done."));
                return ticked with { Step = Line("step", ticked.Step, LongestLine, problems) };
            case Renamed renamed:
                CheckSeen("title", renamed.Before, incident.Title, renamed.To, problems);
                return renamed with { To = Line("title", renamed.To, LongestTitle, problems) };
            case TimeSet set:
                CheckTime("to", set.To, now, problems);
                CheckSeen("time", set.Before, incident.Times.At(set.Moment), set.To, problems);
                if (set.Moment is IncidentMoment.Resolved && (set.To is null) != (incident.Phase != Phase.Resolved))
                    problems.Add(new("to", incident.Phase == Phase.Resolved ? "It was resolved at some time." : "It is not resolved: resolve it first."));
                if (set.To is null && set.Moment is IncidentMoment.Declared)
                    problems.Add(new("to", "It was declared at some time."));
                return set;
            case Attached attached:
                if (incident.Evidence.Count >= MostEvidence)
                    problems.Add(new("", $"{Words.Number(MostEvidence)} things are attached already."));
                return new Attached(attached.Evidence.Kind == EvidenceKind.Link ? Link(attached.Evidence, problems) : Clean(attached.Evidence));
            case Observed observed:
                return new Observed(Clean(observed.Evidence));
            case Updated updated:
                CheckTime("nextBy", updated.NextBy is { } by1 && by1 > now ? null : updated.NextBy, now, problems);
                if (updated.NextBy is { } next && (next <= now || next - now > LongestPromise))
                    problems.Add(new("nextBy", "It must be after now, and within a week."));
                if (incident.Phase == Phase.Resolved)
                    problems.Add(new("", "It was resolved meanwhile. Open it again, or correct the last update."));
                if (incident.IsPrivate)
                    problems.Add(new("", "Nothing of a private incident is told to the public."));
                if (PlainCheck.Blanks(updated) is [var blank, ..])
                    problems.Add(new("text", $"{blank} is still to be filled in."));
                return updated with
                {
                    Title = Line("title", updated.Title, LongestTitle, problems),
                    Text = Text("text", updated.Text, LongestUpdate, problems),
                    TellUsers = Text("tellUsers", updated.TellUsers, LongestUpdate, problems, mayBeEmpty: true),
                    NextBy = updated.Phase == Phase.Resolved ? null : updated.NextBy,
                };
            case FollowUpAsked asked:
                return asked with { What = Line("what", asked.What, LongestLine, problems), Owner = Line("owner", asked.Owner, LongestTitle, problems) };
            case FollowUpDone done:
                if (incident.FollowUps.Find(action => action.Number == done.FollowUp) is not { } action)
                    problems.Add(new("followUp", "There is no such action."));
                else if (action.IsDone == done.IsDone)
                    problems.Add(new("followUp", done.IsDone ? "It is done already." : "It is not done."));
                return done;
            case ReviewWritten written:
                if (incident.Review.GetValueOrDefault(written.Part) is var now1 && now1 != written.Before)
                    problems.Add(new("before", "Somebody else wrote here meanwhile. Their text is shown; put yours into it."));
                return written with { Text = Text("text", written.Text, LongestNote, problems, mayBeEmpty: true) };
            case HelpAsked asked:
                return asked with { Why = Line("why", asked.Why, LongestLine, problems) };
            case ImageShown image:
                if (incident.Timeline.Count(static entry => entry.What is ImageShown) >= MostImages)
                    problems.Add(new("", $"There are {Words.Number(MostImages)} pictures; put more elsewhere and link them."));
                return image with { Words = Line("words", image.Words, LongestLine, problems) };
            case PrivacyMoved moved:
                if (moved.IsPrivate == incident.IsPrivate)
                    problems.Add(new("isPrivate", moved.IsPrivate ? "It is private already." : "It is not private."));
                if (moved.IsPrivate && incident.Updates.Count > 0)
                    problems.Add(new("isPrivate", "The public was told of it already."));
                return moved;
            case Declared:
                problems.Add(new("", "It is declared already."));
                return what;
            default:
                return what;
        }
    }

    /// <param name="isOfUpdate">It corrects a public update; otherwise a note or a decision.</param>
    private static Corrected Clean(Corrected corrected, bool isOfUpdate, List<FieldProblem> problems)
    {
        if (!isOfUpdate)
            return corrected with { Text = Text("text", corrected.Text, LongestNote, problems), Title = null, TellUsers = null, Components = null };
        if (PlainCheck.Blanks(corrected.Text ?? "") is [var left, ..])
            problems.Add(new("text", $"{left} is still to be filled in."));
        if (PlainCheck.Blanks(corrected.Title ?? "") is [var blank, ..])
            problems.Add(new("title", $"{blank} is still to be filled in."));
        if (PlainCheck.Blanks(corrected.TellUsers ?? "") is [var open, ..])
            problems.Add(new("tellUsers", $"{open} is still to be filled in."));
        return corrected with
        {
            Text = Text("text", corrected.Text, LongestUpdate, problems),
            Title = corrected.Title is null ? null : Line("title", corrected.Title, LongestTitle, problems),
            TellUsers = corrected.TellUsers is null ? null : Text("tellUsers", corrected.TellUsers, LongestUpdate, problems, mayBeEmpty: true),
        };
    }

    private static void CheckCorrection(Incident incident, Corrected corrected, string by, List<FieldProblem> problems)
    {
        if (incident.Find(corrected.Entry) is not { } entry || entry.FirstText is null)
            problems.Add(new("entry", "There is no such note."));
        else if (entry.Corrections.Length != corrected.Before)
            problems.Add(new("before", "Somebody corrected it meanwhile. Their text is shown; put yours into it."));
        else if (entry.What is Noted && entry.Logged.By != by)
            problems.Add(new("entry", "Only who wrote a note corrects it. Write one of your own."));
    }

    private static void CheckSeen<T>(string field, T before, T now, T to, List<FieldProblem> problems)
    {
        if (!EqualityComparer<T>.Default.Equals(before, now))
            problems.Add(new("before", $"Somebody changed the {field} meanwhile. Look again."));
        else if (EqualityComparer<T>.Default.Equals(to, now))
            problems.Add(new("to", $"That is its {field} already."));
    }

    private static void CheckTime(string field, DateTimeOffset? at, DateTimeOffset now, List<FieldProblem> problems)
    {
        if (at > now + Ahead)
            problems.Add(new(field, "That is in the future."));
        else if (now - at > LongestAgo)
            problems.Add(new(field, $"That is more than {Words.Duration(LongestAgo)} ago."));
    }

    private static Evidence Link(Evidence link, List<FieldProblem> problems)
    {
        if (link.Id is not { Length: <= LongestLink } typed || !Uri.TryCreate(typed.Trim(), UriKind.Absolute, out var address) || address is not { Scheme: "http" or "https", UserInfo: "" } || address.AbsoluteUri.Length > LongestLink)
        {
            problems.Add(new("address", $"This must be an http or https address of at most {Words.Number(LongestLink)} characters, without a password in it."));
            return link;
        }

        return link with { Id = address.AbsoluteUri, Words = Line("words", link.Words, LongestLine, problems) };
    }

    private static Evidence Clean(Evidence evidence) => evidence with { Words = OneLine.Of(evidence.Words, LongestLine) };

    private static string Line(string field, string? text, int longest, List<FieldProblem> problems)
    {
        if (text?.Length > longest * 4)
        {
            problems.Add(new(field, $"It may have {Words.Number(longest)} characters; these are {Words.Number(text.Length)}."));
            return "";
        }

        var line = OneLine.Of(text ?? "");
        if (line.Length == 0)
            problems.Add(new(field, "Say it in a few words."));
        else if (line.Length > longest)
            problems.Add(new(field, $"It may have {Words.Number(longest)} characters; these are {Words.Number(line.Length)}."));
        return line;
    }

    private static string Text(string field, string? text, int longest, List<FieldProblem> problems, bool mayBeEmpty = false)
    {
        var lines = text ?? "";
        if (lines.Length > longest)
        {
            problems.Add(new(field, $"It may have {Words.Number(longest)} characters; these are {Words.Number(lines.Length)}. Put what is long elsewhere and link it."));
            return "";
        }

        lines = ManyLines.Of(lines);
        if (lines.Length == 0 && !mayBeEmpty)
            problems.Add(new(field, "Write something."));
        return lines;
    }
}

/// <param name="What">As it will be in the log.</param>
/// <param name="Problems">Why it may not happen; empty: it may.</param>
public sealed record EventCheck(TimelineEvent What, ImmutableArray<FieldProblem> Problems);
