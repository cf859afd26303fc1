using System.Collections.Immutable;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Alerts.Telling;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Alerts.Telling;

/// <summary>Groups, snapshots and letters for tests of telling.</summary>
internal static class Groups
{
    /// <summary>Tuesday 24 November 2026, 11:00 UTC: working hours.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 11, 24, 11, 0, 0, TimeSpan.Zero);

    /// <summary>Wednesday, 02:00 UTC.</summary>
    public static readonly DateTimeOffset Night = Noon.AddHours(15);

    public static AlertGroup Open(string name = "DiskFull", Urgency urgency = Urgency.Critical, int alerts = 1) => new()
    {
        Id = Guid.NewGuid(),
        Key = name,
        Name = name,
        Alerts = [.. Enumerable.Range(0, alerts).Select(i => AnAlert(name, i))],
        Urgency = urgency,
        State = AlertState.Firing,
        Since = Noon,
        Services = ["search"],
        Version = 1,
    };

    public static Alert AnAlert(string name, int i = 0)
    {
        var labels = LabelSet.Of(("alertname", name), ("instance", $"db-{i}"));
        return new()
        {
            Fingerprint = labels.Fingerprint(),
            Labels = labels,
            Annotations = LabelSet.Empty,
            Name = name,
            State = AlertState.Firing,
            Urgency = Urgency.Critical,
            StartsAt = Noon,
            HeardAt = Noon,
            Intake = "generic/test",
            Values = ImmutableSortedDictionary<string, double>.Empty.Add("used", 0.97 + i),
        };
    }

    public static AlertGroup Over(this AlertGroup group) =>
        group with { State = AlertState.Resolved, EndedAt = Noon.AddMinutes(9), Alerts = [.. group.Alerts.Select(static alert => alert with { State = AlertState.Resolved, EndsAt = Noon.AddMinutes(9) })] };

    public static AlertsSnapshot Snapshot(long version, params AlertGroup[] groups) => new()
    {
        Version = version,
        At = Noon,
        Open = [.. groups.Where(static group => group.IsOpen)],
        Ended = [.. groups.Where(static group => !group.IsOpen)],
    };

    public static AlertMessage Message(AlertGroup group, Audience audience = Audience.Responder) => new FakeWords().Say(group, audience, A.Board().Build(), Noon, "https://mission.example.org");

    public static Letter Letter(AlertGroup group, string destination = "ops", LetterKind kind = LetterKind.Opened, int number = 1) => new()
    {
        Id = Guid.NewGuid(),
        Lane = group.Id,
        Number = number,
        Group = group.Id,
        Destination = destination,
        Audience = Audience.Responder,
        Route = "on-call",
        Kind = kind,
        Message = Message(kind == LetterKind.AllClear ? group.Over() : group),
        QueuedAt = Noon,
        Due = Noon,
        NextAt = Noon,
    };

    public static Told Told(AlertGroup group, string destination = "ops", int letters = 1) => new()
    {
        Id = group.Id,
        Group = group.Id,
        Key = "k",
        Destination = destination,
        Audience = Audience.Responder,
        Route = "on-call",
        State = ToldState.Told,
        At = Noon,
        Urgency = group.Urgency,
        Alerts = group.Alerts.Length,
        Letters = letters,
    };
}

/// <summary>Words as plain as can be, all slots filled.</summary>
internal sealed class FakeWords : IAlertWords
{
    public AlertMessage Say(AlertGroup group, Audience audience, BoardSnapshot board, DateTimeOffset now, string origin) => group.Name == "Broken" ? throw new FormatException("no such slot") : new()
    {
        Group = group.Id,
        Audience = audience,
        Title = group.IsOpen ? $"{group.Name} for {audience}" : $"{group.Name} is over",
        Urgency = group.Urgency,
        IsOver = !group.IsOpen,
        Slots =
        [
            new(MessagePart.What, $"{group.Alerts.Length} disks are nearly full"),
            new(MessagePart.Where, "search"),
            new(MessagePart.Value, "97 % against at most 90 %"),
            new(MessagePart.Since, "since 11:00"),
            new(MessagePart.Do, "Make room <now> & look at the runbook"),
        ],
        Details = [.. group.Alerts.Select(static alert => $"{alert.Labels["instance"]}: used = {alert.Values["used"]}")],
        Link = $"{origin}/alerts?group={group.Id}",
        Runbook = new("Disks", $"{origin}/runbooks/disks"),
    };
}
