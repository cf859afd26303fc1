using System.Collections.Immutable;

namespace MissionControl.Core.Maintenance;

/// <summary>A work as somebody wants it, not checked yet. The fields are those of a <see cref="Work"/>.</summary>
public sealed record WorkDraft(
    string Title, string Text, ImmutableArray<string> Components, ImmutableArray<string> Services, string Note, WorkEffect Effect, DateTimeOffset? From, DateTimeOffset? To, bool EndsByItself)
{
    public static WorkDraft Of(Work work) => new(work.Title, work.Text, work.Components, work.Services, work.Note, work.Effect, work.From, work.To, work.EndsByItself);
}

/// <summary>What a person does to a work.</summary>
public abstract record WorkAct
{
    private WorkAct()
    {
    }

    /// <summary>Other words, components or times.</summary>
    public sealed record Edit(WorkDraft Draft) : WorkAct;

    /// <summary>Begins it before its time.</summary>
    public sealed record Begin : WorkAct;

    /// <summary>It ends later, or earlier, than announced.</summary>
    /// <param name="Text">Why, for the public; may be empty.</param>
    public sealed record Extend(DateTimeOffset? To, string Text) : WorkAct;

    /// <param name="Text">How it went, for the public; may be empty.</param>
    public sealed record End(string Text) : WorkAct
    {
        /// <summary>When it was over, UTC; noticeably earlier it is marked as such. <see langword="null"/>: now.</summary>
        public DateTimeOffset? At { get; init; }
    }

    /// <param name="Text">Why, for the public; may be empty.</param>
    public sealed record Cancel(string Text) : WorkAct;
}

/// <summary>What came of it.</summary>
/// <param name="Work">As it is kept now; <see langword="null"/>: there is none.</param>
/// <param name="Problems">Why nothing was done; empty: it was done, and is kept.</param>
public sealed record WorkAnswer(Work? Work, ImmutableArray<FieldProblem> Problems)
{
    internal static WorkAnswer Gone { get; } = new(null, [new("", "There is no such planned work.")]);

    internal static WorkAnswer Busy { get; } = new(null, [new("", "It could not be saved just now, and nothing has changed. Try again in a moment.")]);

    public bool IsDone => Problems.IsEmpty;

    /// <summary>Somebody else was quicker.</summary>
    /// <param name="theirs">What is kept now.</param>
    internal static WorkAnswer Overtaken(Work? theirs) => new(theirs, [new("edition", "Somebody changed it meanwhile, and nothing of yours was saved. Theirs is shown; put yours into it.")]);
}
