using System.Collections.Frozen;
using System.Collections.Immutable;

namespace MissionControl.Core.OnCall;

/// <summary>Who is on duty, week by week. Read from the catalog, never changed here.</summary>
public sealed record Rota
{
    /// <summary>Kebab-case, unique in the catalog.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The zone of its hours.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>When duty is handed over on the first day of a week, local time. Default 09:00.</summary>
    public TimeOnly Handover { get; init; } = new(9, 0);

    /// <summary>Ids of the services it looks after; empty: all.</summary>
    public ImmutableArray<string> Services { get; init; } = [];

    public required ImmutableArray<RotaPerson> People { get; init; }

    /// <summary>The first day of its first week: every week begins on the weekday of this day.</summary>
    public required DateOnly Start { get; init; }

    /// <summary>Names of <see cref="People"/>, who take turns week by week from <see cref="Start"/>; empty: <see cref="Weeks"/> alone says.</summary>
    public ImmutableArray<string> Turns { get; init; } = [];

    /// <summary>By the first day of a week, the name of whoever has it, whosever turn it is.</summary>
    public FrozenDictionary<DateOnly, string> Weeks { get; init; } = FrozenDictionary<DateOnly, string>.Empty;
}

/// <summary>Somebody who takes turns.</summary>
/// <param name="Name">Unique in the rota.</param>
/// <param name="Email">Where e-mail reaches them; may be unknown.</param>
/// <param name="Slack">Their member id in Slack, for example <c>U024BE7LH</c>; may be unknown.</param>
public sealed record RotaPerson(string Name, string? Email, string? Slack);
