using System.Collections.Immutable;
using MissionControl.Core.Alerts.Intakes;
using MissionControl.Core.Catalog.Keys;

namespace MissionControl.Core.Catalog.Sections.Intakes;

/// <summary><c>generic:</c> JSON of any sender, read by a mapping.</summary>
internal static class GenericKeys
{
    private static readonly Shape<ImmutableArray<string>> Words = new SetShape<string>("words", TextShape.Line(80));

    private static readonly Key<MessagePath> Alerts = Key.Optional("alerts", new PathShape(), "The list of alerts in the message; left out, the message is one alert.");
    private static readonly Key<MappedText> Name = Key.Required("name", new MappedTextShape(), "What the alert is called: a text, or a path from the alert such as $.check.name.");
    private static readonly Key<MessagePath> Status = Key.Optional("status", new PathShape(), "What says whether it fires; left out, whatever is sent fires.");
    private static readonly Key<ImmutableArray<string>> Firing = Key.Optional("firing", Words, "Words of the status that mean it fires; left out, all but those of 'resolved'.");
    private static readonly Key<ImmutableArray<string>> Resolved = Key.Optional("resolved", Words, "Words of the status that mean it is over.");
    private static readonly Key<MessagePath> StartsAt = Key.Optional("startsAt", new PathShape(), "Since when: a time with its offset, or Unix seconds or milliseconds.");
    private static readonly Key<MessagePath> EndsAt = Key.Optional("endsAt", new PathShape(), "When it ended, in the same way.");
    private static readonly Key<MappedText> Link = Key.Optional("link", new MappedTextShape(), "Where the sender shows it.");
    private static readonly Key<ImmutableArray<(string Name, MappedText Text)>> Labels = Key.Optional(
        "labels", new MappedPairsShape(), "What tells this alert from others, by name; what is not in a message is left out.");
    private static readonly Key<ImmutableArray<(string Name, MappedText Text)>> Annotations = Key.Optional(
        "annotations", new MappedPairsShape(), "What is said of it, by name: summary, description, runbook_url and whatever else.");

    public static readonly Key<Func<string, IntakeDefinition?>> Kind = Key.Optional(
        "generic",
        new ObjectShape<Func<string, IntakeDefinition?>>(
            "a generic intake", [Alerts, Name, Status, Firing, Resolved, StartsAt, EndsAt, Link, Labels, Annotations], Build),
        "JSON of any sender, sent to /api/v1/alerts/generic/ID with a token.");

    private static Func<string, IntakeDefinition?> Build(Fields fields)
    {
        if (fields.Has(Status) && !fields.Has(Resolved))
            fields.Problem(Status, "say with 'resolved' which words of the status mean that it is over");
        foreach (var words in (Key[])[Firing, Resolved])
            if (fields.Has(words) && !fields.Has(Status))
                fields.Problem(words, "this needs 'status', the path at which the word stands");
        var (firing, resolved) = (fields.Get(Firing, []), fields.Get(Resolved, []));
        if (firing.Intersect(resolved, StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } both)
            fields.Problem(Firing, $"'{both}' means that it fires and that it is over");
        return fields.Find(Name) is not { } name ? static _ => null : id => new GenericIntake(id, new()
        {
            Alerts = fields.Find(Alerts),
            Name = name,
            Status = fields.Find(Status),
            Firing = firing,
            Resolved = resolved,
            StartsAt = fields.Find(StartsAt),
            EndsAt = fields.Find(EndsAt),
            Link = fields.Find(Link),
            Labels = fields.Get(Labels, []),
            Annotations = fields.Get(Annotations, []),
        });
    }
}
