using System.Collections.Immutable;
using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Alerts.Silences;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Maintenance;

namespace MissionControl.Core.Alerts.Inbox;

/// <summary>Turns what the inbox keeps into what is shown, at one moment, with the catalog, the board, the silences and the planned work of then.</summary>
internal sealed class AlertViewer(AlertSense sense, ImmutableArray<Silence> on, WorkCover cover, FrozenOff off, PastGroups past, DateTimeOffset now)
{
    public DateTimeOffset Now => now;

    public AlertGroup View(GroupCell group, InboxState state, long version)
    {
        var alerts = group.Latest.Select(one => View(one, state.Cells[one.Fingerprint], group))
            .OrderBy(static alert => !alert.IsOpen).ThenBy(static alert => alert.Urgency).ThenBy(static alert => alert.StartsAt).ThenBy(static alert => alert.Fingerprint, StringComparer.Ordinal)
            .ToImmutableArray();
        var open = alerts.Where(static alert => alert.IsOpen).ToList();
        ImmutableArray<string> bpms = [.. alerts.SelectMany(static alert => alert.Bpms).Distinct()];
        ImmutableArray<string> services = [.. alerts.SelectMany(static alert => alert.Services).Distinct()];
        var hurting = group.EndedAt is null ? off.Of(bpms, services) : [];
        var shown = new AlertGroup
        {
            Id = group.Id,
            Key = group.Key,
            Rule = alerts.Select(static alert => alert.Rule).FirstOrDefault(static rule => rule is not null),
            Name = alerts[0].Name,
            Alerts = alerts,
            Urgency = (open.Count > 0 ? open : [.. alerts]).Min(static alert => alert.Urgency),
            State = open.Exists(static alert => alert.State == AlertState.Firing) ? AlertState.Firing : open.Count > 0 ? AlertState.Unheard : AlertState.Resolved,
            Since = group.Since,
            EndedAt = group.EndedAt,
            Services = services,
            Bpms = bpms,
            Hurting = hurting,
            Acknowledged = group.EndedAt is null ? group.Facts.Acknowledged : null,
            Held = group.EndedAt is null && hurting.IsEmpty && group.Facts.Held is { } held && held.Until > now ? held : null,
            IsQuiet = open.Count > 0 && open.TrueForAll(static alert => alert.IsQuiet),
            Lately = past.CountBefore(group.Key, group.Id, group.Since),
            Outcome = group.Facts.Outcome,
            PastOutcomes = past.OutcomesBefore(group.Key, group.Id, group.Since),
            Version = version,
        };
        return group.EndedAt is null ? shown with { Work = cover.Of(shown) } : shown;
    }

    /// <summary>What was said of it is made sense of once, however often it is repeated; what time makes of it is looked at every time.</summary>
    private Alert View(Occurrence occurrence, AlertCell cell, GroupCell group)
    {
        var isLatest = ReferenceEquals(cell.Latest, occurrence) || cell.Latest.StartsAt == occurrence.StartsAt;
        var isRead = group.Seen.TryGetValue(occurrence.Fingerprint, out var seen) && ReferenceEquals(seen.Labels, occurrence.Labels) && ReferenceEquals(seen.Annotations, occurrence.Annotations);
        var alert = (isRead ? seen! : Read(occurrence)) with
        {
            State = AlertTimes.StateOf(occurrence, isLatest, now),
            StartsAt = isLatest && cell.Since > group.Since ? cell.Since : occurrence.StartsAt,
            EndsAt = isLatest ? occurrence.EndsAt : group.EndedAt ?? occurrence.EndsAt ?? now,
            HeardAt = occurrence.HeardAt,
            Intake = occurrence.Intake,
            CannotSee = occurrence.CannotSee,
            Values = occurrence.Values,
            Link = occurrence.Link,
            IsFlapping = AlertTimes.IsFlapping(cell, now),
            TimesLately = cell.Began(now - TimeSpan.FromHours(1)),
        };
        // What looks as before stays the same, so that others see that.
        return group.Seen[occurrence.Fingerprint] = isRead && alert == seen ? seen : alert;
    }

    /// <summary>What its words mean; the rest is for who looks.</summary>
    private Alert Read(Occurrence occurrence)
    {
        var meaning = sense.Read(occurrence.Labels, occurrence.Annotations);
        return new()
        {
            Fingerprint = occurrence.Fingerprint,
            Labels = occurrence.Labels,
            Annotations = occurrence.Annotations,
            Name = meaning.Name,
            State = AlertState.Firing,
            Urgency = meaning.Urgency,
            StartsAt = occurrence.StartsAt,
            HeardAt = occurrence.HeardAt,
            Intake = occurrence.Intake,
            Rule = meaning.Rule?.Id,
            Services = meaning.Services,
            Bpms = meaning.Bpms,
            Silence = on.FirstOrDefault(silence => silence.Catches(occurrence.Labels))?.Id,
        };
    }
}

/// <summary>The planned work in whose announced time it is, by service.</summary>
internal sealed record WorkCover(ImmutableArray<Work> Works, Definitions Definitions, DateTimeOffset Now)
{
    private readonly ImmutableDictionary<string, Work> _under = WorkReach.Under(Works, Definitions, Now);

    public static WorkCover None { get; } = new([], Definitions.Empty, default);

    public static WorkCover Of(WorksSnapshot works, Definitions definitions, DateTimeOffset now) => new([.. works.Live.Where(work => work.Excuses(now))], definitions, now);

    public GroupWork? Of(AlertGroup group) => WorkReach.Explaining(group, _under, Definitions) is { } work ? new(work.Number, work.Title, work.To) : null;
}

/// <summary>The BPMs that are Off.</summary>
internal sealed record FrozenOff(ImmutableArray<Bpm> Bpms)
{
    public static FrozenOff Of(BoardSnapshot board) => new([.. board.Tiles.Where(static tile => tile.State == TileState.Off).Select(static tile => tile.Bpm)]);

    public ImmutableArray<string> Of(ImmutableArray<string> bpms, ImmutableArray<string> services) =>
        [.. Bpms.Where(bpm => bpms.Contains(bpm.Id) || bpm.Services.Any(services.Contains)).Select(static bpm => bpm.Id)];

    public bool Equals(FrozenOff? other) => other is not null && Bpms.AsSpan().SequenceEqual(other.Bpms.AsSpan());

    public override int GetHashCode() => Bpms.Length;
}
