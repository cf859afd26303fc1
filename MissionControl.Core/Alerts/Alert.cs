using System.Collections.Immutable;
using MissionControl.Core.Alerts.Signals;

namespace MissionControl.Core.Alerts;

/// <summary>One alert as it stands now: a signal from outside or from our own rules, known by its fingerprint. Immutable.</summary>
public sealed record Alert
{
    /// <summary>Of its labels, without those that only tell senders apart: 32 hexadecimal digits.</summary>
    public required string Fingerprint { get; init; }

    public required LabelSet Labels { get; init; }

    public required LabelSet Annotations { get; init; }

    /// <summary>The label <c>alertname</c>.</summary>
    public required string Name { get; init; }

    public required AlertState State { get; init; }

    public required Urgency Urgency { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>When it ended, UTC; <see langword="null"/> until then.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>When it was spoken of last, UTC.</summary>
    public required DateTimeOffset HeardAt { get; init; }

    /// <summary>By which door it came; see <see cref="AlertBatch"/>.</summary>
    public required string Intake { get; init; }

    /// <summary>The sender could not see what it watches: nothing is known to be wrong.</summary>
    public bool CannotSee { get; init; }

    /// <summary>Numbers of when it fired; they stay when it is over.</summary>
    public ImmutableSortedDictionary<string, double> Values { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    public string? Link { get; init; }

    /// <summary>The id of the catalog's rule that speaks of it.</summary>
    public string? Rule { get; init; }

    /// <summary>Ids of the services it touches; all are in the catalog.</summary>
    public ImmutableArray<string> Services { get; init; } = [];

    /// <summary>Ids of the BPMs it touches; all are in the catalog.</summary>
    public ImmutableArray<string> Bpms { get; init; } = [];

    /// <summary>The silence that keeps it quiet, if one does.</summary>
    public Guid? Silence { get; init; }

    /// <summary>The fingerprint of the alert that makes this one needless to tell, if one does.</summary>
    public string? InhibitedBy { get; init; }

    /// <summary>It comes and goes so often that it is told once only.</summary>
    public bool IsFlapping { get; init; }

    /// <summary>How often it began in the hour before <see cref="HeardAt"/>; 0 where nobody counted.</summary>
    public int TimesLately { get; init; }

    public bool IsOpen => State != AlertState.Resolved;

    public bool IsQuiet => Silence is not null || InhibitedBy is not null;
}

public enum AlertState
{
    Firing,

    /// <summary>It fired, nobody said it was over, and nobody has spoken of it for too long: we do not know.</summary>
    Unheard,

    Resolved,
}
