using System.Collections.Immutable;
using System.Collections.Frozen;

namespace MissionControl.Core.Runbooks.Runs;

/// <summary>A runbook as people go through it: its text as it was when they began, and every tick by person and time. Immutable.</summary>
public sealed record RunbookRun
{
    private readonly Lazy<FrozenDictionary<string, RunAct>> _ticks;

    public RunbookRun() => _ticks = new(() => Fold(Acts));

    private RunbookRun(RunbookRun other)
    {
        (Id, Runbook, Title, Text, StartedAt, StartedBy, Incident, Acts, Ended) =
            (other.Id, other.Runbook, other.Title, other.Text, other.StartedAt, other.StartedBy, other.Incident, other.Acts, other.Ended);
        _ticks = new(() => Fold(Acts));
    }

    public required Guid Id { get; init; }

    /// <summary>The id of the runbook; there may be none such any more.</summary>
    public required string Runbook { get; init; }

    public required string Title { get; init; }

    /// <summary>Markdown, as it was when the run began.</summary>
    public required string Text { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>As in <see cref="People.Actor.Id"/>.</summary>
    public required string StartedBy { get; init; }

    /// <summary>The id of the incident it is part of; <see langword="null"/> when it is of none.</summary>
    public string? Incident { get; init; }

    /// <summary>Every tick and every taking back, oldest first; none is ever removed.</summary>
    public ImmutableArray<RunAct> Acts { get; init; } = [];

    /// <summary><see langword="null"/> while it goes on.</summary>
    public RunEnd? Ended { get; init; }

    public bool IsOpen => Ended is null;

    /// <summary>When somebody last did something with it.</summary>
    public DateTimeOffset LastAt => Ended?.At ?? (Acts.IsEmpty ? StartedAt : Acts[^1].At);

    /// <summary>Steps that are ticked now, by their ids, each with the tick.</summary>
    public FrozenDictionary<string, RunAct> Ticks => _ticks.Value;

    /// <summary>Their steps in the order of the text.</summary>
    public IEnumerable<RunbookStep> Steps => RunbookText.SectionsOf(Text).SelectMany(static section => section.Steps);

    public bool Equals(RunbookRun? other) => other is not null && Id == other.Id && Acts.Length == other.Acts.Length && Ended == other.Ended && Incident == other.Incident;

    public override int GetHashCode() => HashCode.Combine(Id, Acts.Length, Ended, Incident);

    private static FrozenDictionary<string, RunAct> Fold(ImmutableArray<RunAct> acts)
    {
        var ticks = new Dictionary<string, RunAct>(StringComparer.Ordinal);
        foreach (var act in acts)
            if (act.Kind == RunActKind.Ticked)
                ticks[act.Step] = act;
            else
                ticks.Remove(act.Step);
        return ticks.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

/// <summary>Something done with a step.</summary>
/// <param name="Number">1, 2, 3 and so on within its run.</param>
/// <param name="Step">The id of the step.</param>
/// <param name="By">As in <see cref="People.Actor.Id"/>.</param>
public sealed record RunAct(int Number, RunActKind Kind, string Step, DateTimeOffset At, string By);

public enum RunActKind
{
    Ticked,

    /// <summary>The tick was taken back.</summary>
    Unticked,
}

/// <summary>How a run ended.</summary>
public sealed record RunEnd(DateTimeOffset At, string By, RunOutcome Outcome);

/// <summary>Did it help?</summary>
public enum RunOutcome
{
    Helped,
    DidNot,
    NotSure,
}

/// <summary>How often a runbook was run, in the time that runs are kept.</summary>
/// <param name="LastAt">When the last run began, UTC.</param>
public sealed record RunbookUse(string Runbook, int Count, DateTimeOffset LastAt, int Helped, int DidNot, int NotSure);
