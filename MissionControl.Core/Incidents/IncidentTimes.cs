using System.Collections.Immutable;

namespace MissionControl.Core.Incidents;

/// <summary>The moments of an incident that are apart from each other, UTC. Each may be put right by hand.</summary>
/// <param name="ImpactBegan">Since when people were hurt.</param>
/// <param name="Detected">Since when we could know: the first alert or tile that showed it.</param>
/// <param name="FirstUpdate">When the public heard of it first.</param>
/// <param name="Mitigated">Since when nobody is hurt any more, although it may not be mended.</param>
public sealed record IncidentTimes(
    DateTimeOffset? ImpactBegan, DateTimeOffset? Detected, DateTimeOffset Declared, DateTimeOffset? FirstUpdate = null, DateTimeOffset? Mitigated = null, DateTimeOffset? Resolved = null)
{
    /// <summary>Since when it goes on as far as anybody knows, UTC: since people were hurt; while nobody has said that, since it was detected or declared, whichever was first.</summary>
    public DateTimeOffset Began => ImpactBegan ?? (Detected < Declared ? Detected.Value : Declared);

    /// <summary>What cannot be, in sentences: times of which the later lies before the earlier.</summary>
    public ImmutableArray<string> Contradictions
    {
        get
        {
            (string Name, DateTimeOffset? At)[] order =
            [
                ("the impact began", ImpactBegan), ("it was detected", Detected), ("it was declared", Declared), ("it was mitigated", Mitigated), ("it was resolved", Resolved),
            ];
            var wrong = ImmutableArray.CreateBuilder<string>();
            for (var later = 1; later < order.Length; later++)
                for (var earlier = 0; earlier < later; earlier++)
                    // Somebody may see it coming: declared before it hurt, or detected.
                    if (!(earlier < 2 && later <= 2) && order[later].At < order[earlier].At)
                        wrong.Add($"By these times {order[later].Name} before {order[earlier].Name}.");
            if (FirstUpdate < ImpactBegan)
                wrong.Add("By these times the public was told before the impact began.");
            return wrong.ToImmutable();
        }
    }

    /// <summary>As the moment's name; <see langword="null"/> when it is not known.</summary>
    public DateTimeOffset? At(IncidentMoment moment) => moment switch
    {
        IncidentMoment.ImpactBegan => ImpactBegan,
        IncidentMoment.Detected => Detected,
        IncidentMoment.Declared => Declared,
        IncidentMoment.FirstUpdate => FirstUpdate,
        IncidentMoment.Mitigated => Mitigated,
        _ => Resolved,
    };

    public IncidentTimes With(IncidentMoment moment, DateTimeOffset? at) => moment switch
    {
        IncidentMoment.ImpactBegan => this with { ImpactBegan = at },
        IncidentMoment.Detected => this with { Detected = at },
        IncidentMoment.Declared => this with { Declared = at ?? Declared },
        IncidentMoment.FirstUpdate => this with { FirstUpdate = at },
        IncidentMoment.Mitigated => this with { Mitigated = at },
        _ => this with { Resolved = at },
    };
}

public enum IncidentMoment
{
    ImpactBegan,
    Detected,
    Declared,
    FirstUpdate,
    Mitigated,
    Resolved,
}
