using System.Collections.Immutable;

namespace MissionControl.Core.Alerts.Telling.Slots;

/// <summary>Where it is: services by name, and the place a label names.</summary>
internal static class WhereWords
{
    // What says where in most rules of the field, the nearest to the trouble first.
    private static readonly ImmutableArray<string> Usual = ["instance", "host", "hostname", "node", "pod", "device", "database", "queue", "topic", "office", "site", "location", "region", "zone", "cluster"];

    /// <returns><see langword="null"/> when nothing is known of it.</returns>
    public static MessageSlot? Of(Case it)
    {
        var services = it.IsPlain ? "" : Case.Listed([.. it.Services.Select(static service => service.Name)]);
        var places = Places(it) ?? "";
        var words = (services.Length, places.Length) switch { (0, 0) => "", (_, 0) => services, (0, _) => places, _ => $"{services}: {places}" };
        return words.Length == 0 ? null : new(MessagePart.Where, words);
    }

    /// <summary>"London and York"; machines only for those who look after them.</summary>
    public static string? Places(Case it)
    {
        if (it.Rule?.Where is { } named)
            return it.IsResponder || !Usual[..7].Contains(named) ? it.Label(named) : null;
        return it.IsResponder ? Usual.Select(it.Label).FirstOrDefault(static found => found is not null) : null;
    }
}
