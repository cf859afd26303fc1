using System.Collections.Frozen;
using System.Collections.Immutable;
using MissionControl.Core.Alerts.Intakes;
using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Alerts.Telling.Routing;
using MissionControl.Core.Bpms;
using MissionControl.Core.Calendars;
using MissionControl.Core.Incidents;
using MissionControl.Core.OnCall;
using MissionControl.Core.People;
using MissionControl.Core.Runbooks;
using MissionControl.Core.Services;
using MissionControl.Core.StatusPage;

namespace MissionControl.Core.Board;

/// <summary>Everything the catalog defines, checked and complete. Swapped as a whole.</summary>
public sealed record Definitions
{
    public static readonly Definitions Empty = new() { Organisation = new("", TimeZoneInfo.Utc) };

    public required Organisation Organisation { get; init; }

    /// <summary>In catalog order, which is the order of the tiles.</summary>
    public ImmutableArray<Bpm> Bpms { get; init; } = [];

    public ImmutableArray<Service> Services { get; init; } = [];

    public ImmutableArray<AudienceDefinition> Audiences { get; init; } = [];

    public ImmutableArray<Calendar> Calendars { get; init; } = [];

    /// <summary>Some hold secrets: never log or show one.</summary>
    public ImmutableArray<IntakeDefinition> Intakes { get; init; } = [];

    /// <summary>Runbooks by their ids.</summary>
    public FrozenDictionary<string, Runbook> Runbooks { get; init; } = FrozenDictionary<string, Runbook>.Empty;

    /// <summary>In catalog order: the first whose conditions hold speaks of an alert.</summary>
    public ImmutableArray<AlertRule> AlertRules { get; init; } = [];

    /// <summary>What need not be told while something else fires; in catalog order.</summary>
    public ImmutableArray<InhibitionRule> Inhibitions { get; init; } = [];

    /// <summary>By which labels alerts are grouped, by the door they come in by; of two for one door the first counts.</summary>
    public ImmutableArray<GroupingRule> Groupings { get; init; } = [];

    /// <summary>Where messages can be sent.</summary>
    public ImmutableArray<Destination> Destinations { get; init; } = [];

    /// <summary>Who is told what; in catalog order, and of two that tell the same the first counts.</summary>
    public ImmutableArray<Route> Routes { get; init; } = [];

    public ImmutableArray<Rota> Rotas { get; init; } = [];

    /// <summary>The lines of the public status page, in catalog order.</summary>
    public ImmutableArray<StatusComponent> Components { get; init; } = [];

    public StatusPageDefinition StatusPage { get; init; } = StatusPageDefinition.Usual;

    /// <summary>What severities mean and ask for, and words for public updates.</summary>
    public IncidentPractice Incidents { get; init; } = IncidentPractice.Usual;

    /// <summary>The organisation's working hours: its first calendar, else the usual ones.</summary>
    public Calendar WorkingHours => Calendars.FirstOrDefault() ?? WorkingTime.Usual(Organisation.Zone);

    /// <summary>The holidays of all calendars: the local days on which the business is like on a Sunday.</summary>
    public FrozenSet<DateOnly> Holidays => Calendars.SelectMany(static calendar => calendar.Holidays).Select(static holiday => holiday.Date).ToFrozenSet();

    /// <summary>The runbook a BPM names, else the first that says it is for it; <see langword="null"/> when there is none.</summary>
    public Runbook? RunbookOf(string bpm) =>
        FindBpm(bpm)?.Runbook is { } named && Runbooks.TryGetValue(named, out var its)
            ? its
            : Runbooks.Values.Where(runbook => runbook.Bpms.Contains(bpm)).MinBy(static runbook => runbook.Id, StringComparer.Ordinal);

    public Bpm? FindBpm(string id) => Bpms.FirstOrDefault(bpm => bpm.Id == id);
}

/// <summary>Whose board this is.</summary>
/// <param name="Name">Shown in the header.</param>
/// <param name="Zone">The business's time zone: bands learn its hours of the week.</param>
public sealed record Organisation(string Name, TimeZoneInfo Zone);
