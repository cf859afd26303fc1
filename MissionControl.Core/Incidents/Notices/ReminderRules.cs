namespace MissionControl.Core.Incidents.Notices;

/// <summary>When somebody is reminded of the next public update, and who. Pure.</summary>
public static class ReminderRules
{
    public static readonly TimeSpan Before = TimeSpan.FromMinutes(5);

    /// <summary>After so long reminding helps nobody.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>Which reminder is due; <see langword="null"/>: none.</summary>
    public static Reminder? Due(Incident incident, DateTimeOffset now) => incident switch
    {
        { IsOpen: false } or { IsPrivate: true } or { NextUpdateBy: null } => null,
        { NextUpdateBy: { } by } when now >= by + Longest => null,
        { NextUpdateBy: { } by } when now >= by => Reminder.Overdue,
        { NextUpdateBy: { } by } when now >= by - Before => Reminder.Soon,
        _ => null,
    };

    /// <summary>Who, as the journal names them, in the order in which they are tried: of the first of these that can be reached, all are reminded.</summary>
    public static IEnumerable<IReadOnlyCollection<string>> Whom(Incident incident)
    {
        if (incident.Roles.GetValueOrDefault(IncidentRole.Communicator) is { } communicator)
            yield return [communicator.By];
        if (incident.Roles.GetValueOrDefault(IncidentRole.Commander) is { } commander)
            yield return [commander.By];
        yield return incident.Members;
    }
}

/// <summary>Each comes once for every promise.</summary>
public enum Reminder
{
    Soon,
    Overdue,
}
