using System.Collections.Immutable;
using MissionControl.Core.Board;
using MissionControl.Core.Incidents.Updates;

namespace MissionControl.Core.Maintenance;

/// <summary>Which work may be planned, and what people may do to it. Pure.</summary>
public static class WorkRules
{
    public const int LongestTitle = 120;
    public const int LongestText = 2_000;

    /// <summary>Works that are not over.</summary>
    public const int MostLive = 200;

    public static readonly TimeSpan Longest = TimeSpan.FromDays(31);
    public static readonly TimeSpan FurthestAhead = TimeSpan.FromDays(366);

    /// <summary>Work that began without a word may be announced so much later, and is marked as such.</summary>
    public static readonly TimeSpan FurthestBack = TimeSpan.FromHours(24);

    /// <summary>The draft as a work, announced; or everything that is wrong with it at once.</summary>
    public static WorkAnswer Schedule(WorkDraft draft, WorkOrigin origin, Definitions definitions)
    {
        var now = origin.At;
        List<FieldProblem> problems = [];
        var (clean, from, to) = Clean(draft, definitions, problems);
        CheckTimes(from, to, problems);
        if (from is { } begin && begin < now - FurthestBack)
            problems.Add(new("from", "That is more than 24 hours ago. What is over long since is history."));
        if (to is { } end && end <= now)
            problems.Add(new("to", "It must end after now."));
        CheckAhead(from, now, problems);
        if (problems.Count > 0 || from is null || to is null)
            return new(null, [.. problems]);
        var work = new Work
        {
            Number = origin.Number,
            Uid = origin.Uid,
            Title = clean.Title,
            Text = clean.Text,
            Components = clean.Components,
            Services = clean.Services,
            Note = clean.Note,
            Effect = clean.Effect,
            From = from.Value,
            To = to.Value,
            EndsByItself = clean.EndsByItself,
            ScheduledAt = now,
            By = origin.By,
            Key = origin.Key,
        };
        return new(work.Say(NoticeKind.Announced, now, work.Text), []);
    }

    /// <param name="seen">The edition that whoever does it saw.</param>
    public static WorkAnswer Do(Work work, WorkAct act, int seen, Definitions definitions, DateTimeOffset now)
    {
        if (seen != work.Edition)
            return WorkAnswer.Overtaken(work);
        List<FieldProblem> problems = [];
        var next = act switch
        {
            WorkAct.Edit edit => Edit(work, edit.Draft, definitions, now, problems),
            WorkAct.Begin => Begin(work, now, problems),
            WorkAct.Extend extend => Extend(work, extend, now, problems),
            WorkAct.End end => End(work, end, now, problems),
            WorkAct.Cancel cancel => Cancel(work, Words(cancel.Text, problems), now, problems),
            _ => work,
        };
        return problems.Count > 0 ? new(work, [.. problems]) : new(next with { Edition = work.Edition + 1 }, []);
    }

    private static Work Edit(Work work, WorkDraft draft, Definitions definitions, DateTimeOffset now, List<FieldProblem> problems)
    {
        var (clean, from, to) = Clean(draft, definitions, problems);
        CheckTimes(from, to, problems);
        var isMoved = (from is { } begin && begin != work.From) || (to is { } end && end != work.To);
        if (isMoved && work.IsOver)
            problems.Add(new("from", "It is over: its times stay. Its words can be put right."));
        else if (from != work.From && work.IsGoingOn(now))
            problems.Add(new("from", "It has begun: only its end can move."));
        else if (from != work.From && from <= now)
            problems.Add(new("from", "It must begin after now. To begin at once there is a button."));
        else if (isMoved && to <= now)
            problems.Add(new("to", "It must end after now. To end it there is a button."));
        CheckAhead(from, now, problems);
        if (problems.Count > 0 || from is null || to is null)
            return work;
        var isOther = clean.Title != work.Title || clean.Text != work.Text || !clean.Components.SequenceEqual(work.Components);
        var next = work with
        {
            Title = clean.Title,
            Text = clean.Text,
            Components = clean.Components,
            Services = clean.Services,
            Note = clean.Note,
            Effect = clean.Effect,
            From = from.Value,
            To = to.Value,
            EndsByItself = clean.EndsByItself,
            Sequence = isMoved || isOther ? work.Sequence + 1 : work.Sequence,
        };
        return isMoved ? next.Say(NoticeKind.Moved, now, isOther ? next.Text : "") : isOther ? next.Say(NoticeKind.Changed, now, next.Text) : next;
    }

    private static Work Begin(Work work, DateTimeOffset now, List<FieldProblem> problems)
    {
        if (work.IsOver)
            problems.Add(new("", "It is over."));
        else if (work.IsGoingOn(now))
            problems.Add(new("", "It has begun already."));
        return (work with { From = now, Sequence = work.Sequence + 1 }).Say(NoticeKind.Started, now, work.Text);
    }

    private static Work Extend(Work work, WorkAct.Extend extend, DateTimeOffset now, List<FieldProblem> problems)
    {
        var text = Words(extend.Text, problems);
        var to = extend.To is { } typed ? Whole(typed) : (DateTimeOffset?)null;
        if (work.IsOver)
            problems.Add(new("", "It is over."));
        else if (to is null)
            problems.Add(new("to", "Say until when, as a date and a time."));
        else if (to == work.To)
            problems.Add(new("to", "It ends then already."));
        else if (to <= now)
            problems.Add(new("to", "It must end after now."));
        CheckTimes(work.From, to, problems);
        return to is null ? work : (work with { To = to.Value, Sequence = work.Sequence + 1 }).Say(NoticeKind.Moved, now, text);
    }

    private static Work End(Work work, WorkAct.End end, DateTimeOffset now, List<FieldProblem> problems)
    {
        var (text, at) = (Words(end.Text, problems), end.At is { } typed ? Whole(typed) : now);
        if (work.IsOver)
            problems.Add(new("", "It is over already."));
        else if (!work.IsGoingOn(now))
            problems.Add(new("", "It has not begun: cancel it instead."));
        else if (at > now)
            problems.Add(new("at", "It was over by now, or it is not over. To say when it will end there is another button."));
        else if (end.At is not null && at <= work.From)
            problems.Add(new("at", "It was over after it began."));
        else if (at < now - FurthestBack)
            problems.Add(new("at", "That is more than 24 hours ago: too long to be told as news. Leave it empty, and say in words when it was over."));
        return work.SayEnded(at, now, text);
    }

    private static Work Cancel(Work work, string text, DateTimeOffset now, List<FieldProblem> problems)
    {
        if (work.IsOver)
            problems.Add(new("", "It is over already."));
        else if (work.IsGoingOn(now))
            problems.Add(new("", "It has begun: end it instead."));
        return (work with { EndedAt = now, IsCancelled = true, Sequence = work.Sequence + 1 }).Say(NoticeKind.Cancelled, now, text);
    }

    private static (WorkDraft Clean, DateTimeOffset? From, DateTimeOffset? To) Clean(WorkDraft draft, Definitions definitions, List<FieldProblem> problems)
    {
        var title = OneLine.Of(Bounded("title", draft.Title, LongestTitle, problems));
        if (title.Length == 0)
            problems.Add(new("title", "Say in a few words what is being done, as people would say it."));
        var text = ManyLines.Of(Bounded("text", draft.Text, LongestText, problems));
        if (text.Length == 0)
            problems.Add(new("text", "Say what people will notice, and what to do."));
        foreach (var (field, words) in new[] { ("title", title), ("text", text) })
            if (PlainCheck.Blanks(words) is [var blank, ..])
                problems.Add(new(field, $"{blank} is still to be filled in."));
        var components = definitions.Components.Select(static component => component.Id).Where(draft.Components.Contains).ToImmutableArray();
        if (components.IsEmpty)
            problems.Add(new("components", "Choose at least one part of the status page."));
        if (!Enum.IsDefined(draft.Effect))
            problems.Add(new("effect", "Say what people may notice at the worst."));
        var clean = draft with
        {
            Title = title,
            Text = text,
            Components = components,
            Services = [.. definitions.Services.Select(static service => service.Id).Where(draft.Services.Contains)],
            Note = ManyLines.Of(Bounded("note", draft.Note, LongestText, problems)),
        };
        if (draft.From is null)
            problems.Add(new("from", "Say from when, as a date and a time."));
        if (draft.To is null)
            problems.Add(new("to", "Say until when, as a date and a time."));
        return (clean, draft.From is { } from ? Whole(from) : null, draft.To is { } to ? Whole(to) : null);
    }

    private static void CheckTimes(DateTimeOffset? from, DateTimeOffset? to, List<FieldProblem> problems)
    {
        if (to <= from)
            problems.Add(new("to", "It must end after it begins."));
        else if (to - from > Longest)
            problems.Add(new("to", $"It may last {Longest.Days} days at most."));
    }

    private static void CheckAhead(DateTimeOffset? from, DateTimeOffset now, List<FieldProblem> problems)
    {
        if (from > now + FurthestAhead)
            problems.Add(new("from", "That is more than a year ahead."));
    }

    private static string Words(string text, List<FieldProblem> problems)
    {
        var words = ManyLines.Of(Bounded("text", text, LongestText, problems));
        if (PlainCheck.Blanks(words) is [var blank, ..])
            problems.Add(new("text", $"{blank} is still to be filled in."));
        return words;
    }

    private static string Bounded(string field, string? text, int longest, List<FieldProblem> problems)
    {
        if (text is null || text.Length <= longest)
            return text ?? "";
        problems.Add(new(field, $"It may have {Wording.Words.Number(longest)} characters; these are {Wording.Words.Number(text.Length)}."));
        return text[..longest];
    }

    private static DateTimeOffset Whole(DateTimeOffset at) => new(at.UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);

    /// <summary>Over, with the notice that says so: until when it really lasted.</summary>
    internal static Work SayEnded(this Work work, DateTimeOffset at, DateTimeOffset now, string text, string? skipped = null) => work with
    {
        EndedAt = at,
        Sequence = work.Sequence + 1,
        Notices = work.Notices.Add(new(work.Notices.Length + 1, now, NoticeKind.Ended, work.From, at, text, skipped)),
    };

    /// <summary>With one notice more.</summary>
    internal static Work Say(this Work work, NoticeKind kind, DateTimeOffset at, string text, string? skipped = null) =>
        work with { Notices = work.Notices.Add(new(work.Notices.Length + 1, at, kind, work.From, work.To, text, skipped)) };
}

/// <summary>What a new work is beside its draft.</summary>
/// <param name="By">As in <see cref="People.Actor.Id"/>.</param>
/// <param name="At">Now, UTC.</param>
public sealed record WorkOrigin(int Number, Guid Uid, string By, Guid Key, DateTimeOffset At);
