using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Inbox;

namespace MissionControl.Core.Storage.Alerts;

/// <summary>Occurrences as rows and back.</summary>
internal static class OccurrenceRows
{
    public static readonly string[] Key = ["Fingerprint", "StartsAt"];
    public static readonly string[] Values = ["Group", "EndsAt", "FirstHeardAt", "HeardAt", "HoldsUntil", "FiredAt", "Intake", "Body", "CannotSee", "Silence"];

    public static object?[] Write(SqlDialect dialect, PlacedOccurrence placed)
    {
        var one = placed.Occurrence;
        return
        [
            one.Fingerprint, dialect.Moment(one.StartsAt), placed.Group, dialect.MomentOrNothing(one.EndsAt), dialect.Moment(one.FirstHeardAt),
            dialect.Moment(one.HeardAt), dialect.MomentOrNothing(one.HoldsUntil), dialect.MomentOrNothing(one.FiredAt), one.Intake, OccurrenceBody.Write(one), one.CannotSee,
            one.Silence,
        ];
    }

    public static Occurrence Read(AlertOccurrenceRow row)
    {
        var body = OccurrenceBody.Read(row.Body);
        return new()
        {
            Fingerprint = row.Fingerprint,
            StartsAt = row.StartsAt,
            EndsAt = row.EndsAt,
            FirstHeardAt = row.FirstHeardAt,
            HeardAt = row.HeardAt,
            HoldsUntil = row.HoldsUntil,
            FiredAt = row.FiredAt,
            Intake = row.Intake,
            Labels = body.Labels,
            Annotations = body.Annotations,
            Values = body.Values ?? System.Collections.Immutable.ImmutableSortedDictionary<string, double>.Empty,
            Link = body.Link,
            CannotSee = row.CannotSee,
            Silence = row.Silence,
        };
    }
}

/// <summary>Groups as rows and back.</summary>
internal static class GroupRows
{
    public static readonly string[] Key = ["Id"];

    public static readonly string[] Values =
        ["Key", "Name", "Since", "EndedAt", "AcknowledgedBy", "AcknowledgedAt", "HeldBy", "HeldAt", "HeldUntil", "Outcome", "OutcomeBy", "OutcomeAt"];

    public static object?[] Write(SqlDialect dialect, SavedGroup group)
    {
        var facts = group.Facts;
        return
        [
            group.Id, group.Key, group.Name, dialect.Moment(group.Since), dialect.MomentOrNothing(group.EndedAt),
            facts.Acknowledged?.By, dialect.MomentOrNothing(facts.Acknowledged?.At), facts.Held?.By, dialect.MomentOrNothing(facts.Held?.At), dialect.MomentOrNothing(facts.Held?.Until),
            facts.Outcome?.ToString(), facts.OutcomeBy, dialect.MomentOrNothing(facts.OutcomeAt),
        ];
    }

    public static SavedGroup Read(AlertGroupRow row) => new(row.Id, row.Key, row.Name, row.Since, row.EndedAt, new GroupFacts
    {
        Acknowledged = row is { AcknowledgedBy: { } by, AcknowledgedAt: { } at } ? new(by, at) : null,
        Held = row is { HeldBy: { } holder, HeldAt: { } heldAt, HeldUntil: { } until } ? new(holder, heldAt, until) : null,
        Outcome = OutcomeOf(row.Outcome),
        OutcomeBy = row.OutcomeBy,
        OutcomeAt = row.OutcomeAt,
    });

    // One that only a newer release knows is left out, so that rolling back is safe.
    public static AlertOutcome? OutcomeOf(string? name) => Enum.TryParse<AlertOutcome>(name, out var outcome) && Enum.IsDefined(outcome) ? outcome : null;
}
