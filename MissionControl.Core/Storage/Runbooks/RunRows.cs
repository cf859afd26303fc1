using MissionControl.Core.Runbooks.Runs;

namespace MissionControl.Core.Storage.Runbooks;

internal sealed class RunRow
{
    public Guid Id { get; set; }

    public required string Runbook { get; set; }

    public required string Title { get; set; }

    /// <summary>As it was when the run began.</summary>
    public required string Text { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public required string StartedBy { get; set; }

    public string? Incident { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public string? EndedBy { get; set; }

    /// <summary>The name of the outcome.</summary>
    public string? Outcome { get; set; }

    /// <summary>When somebody last did something with it.</summary>
    public DateTimeOffset LastAt { get; set; }

    public RunbookRun ToRun(IEnumerable<RunActRow> acts) => new()
    {
        Id = Id,
        Runbook = Runbook,
        Title = Title,
        Text = Text,
        StartedAt = StartedAt,
        StartedBy = StartedBy,
        Incident = Incident,
        Acts = [.. acts.OrderBy(static act => act.Number).Select(static act => act.ToAct()).OfType<RunAct>()],
        // An outcome that only a newer release knows is one we are not sure of.
        Ended = EndedAt is { } ended ? new(ended, EndedBy ?? "", Enum.TryParse<RunOutcome>(Outcome, out var outcome) && Enum.IsDefined(outcome) ? outcome : RunOutcome.NotSure) : null,
    };
}

internal sealed class RunActRow
{
    public Guid Run { get; set; }

    public int Number { get; set; }

    /// <summary>The name of the kind.</summary>
    public required string Kind { get; set; }

    public required string Step { get; set; }

    public DateTimeOffset At { get; set; }

    public required string By { get; set; }

    /// <summary>A kind that only a newer release knows is left out, so that rolling back is safe.</summary>
    public RunAct? ToAct() => Enum.TryParse<RunActKind>(Kind, out var kind) && Enum.IsDefined(kind) ? new(Number, kind, Step, At, By) : null;
}
