using System.Collections.Immutable;
using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Publishing;

/// <summary>A public update as a form has it.</summary>
public sealed class PublishEntry
{
    public string? Title { get; set; }

    public string? Text { get; set; }

    public string? TellUsers { get; set; }

    public string? Phase { get; set; }

    /// <summary>They hear again within so many minutes.</summary>
    public int Within { get; set; }

    public string[]? Components { get; set; }

    /// <summary>Of a new incident, 1 to 4.</summary>
    public int Severity { get; set; }

    /// <summary>Since when it is true, as local time; empty: now.</summary>
    public string? At { get; set; }

    /// <summary>Sent twice, it is said once.</summary>
    public Guid Key { get; set; }

    /// <summary><c>check</c> shows what it would be; anything else does it.</summary>
    public string? Do { get; set; }

    public bool IsCheck => Do == "check";

    public Updated Update(DateTimeOffset now)
    {
        var phase = Enum.TryParse<Phase>(Phase, out var typed) && Enum.IsDefined(typed) ? typed : Core.Incidents.Phase.Investigating;
        DateTimeOffset? next = phase == Core.Incidents.Phase.Resolved || Within <= 0 ? null : now.AddMinutes(Math.Min(Within, IncidentRules.LongestPromise.TotalMinutes));
        return new(Title ?? "", Text ?? "", TellUsers ?? "", phase, next, [.. Components ?? []]);
    }

    public Declared Declare(ImmutableArray<string> services, DateTimeOffset? at) => new(Title ?? "", (Severity)Severity, [], services, at, null, IsPrivate: false);

    /// <summary>Whether what is typed is a time at all.</summary>
    public bool HasGoodTime(TimeZoneInfo zone) => string.IsNullOrEmpty(At) || LocalTime.ReadFirst(At, zone) is not null;
}
