using System.Text.Json;
using MissionControl.Core;
using MissionControl.Core.Alerts.Intakes;
using MissionControl.Core.Alerts.Signals;

namespace MissionControl.Web.Api.Alerts.Generic;

/// <summary>Reads a message by a mapping of the catalog. What the mapping does not fit is a problem that names the path.</summary>
internal static class GenericMessage
{
    // Later than the year 5000 in seconds: these are milliseconds.
    private const double FirstMilliseconds = 1e11;

    public static Gathered Read(JsonElement root, GenericIntake intake, DateTimeOffset now)
    {
        var gathering = new SignalGathering(now);
        var mapping = intake.Mapping;
        if (mapping.Alerts is not { } alerts)
        {
            if (ReadOne(root, SignalPlace.Whole, gathering, mapping) is { } said)
                gathering.Add(said);
        }
        else if (alerts.Find(root) is { ValueKind: JsonValueKind.Array } list)
        {
            AlertList.Read(list, alerts.Field, gathering, (alert, place, into) => ReadOne(alert, place, into, mapping));
        }
        else
        {
            gathering.Refuse(alerts.Field, $"The mapping looks for the list of alerts at {alerts}, and there is none.");
        }

        return new($"generic/{intake.Id}", gathering);
    }

    private static SaidSignal? ReadOne(JsonElement alert, SignalPlace place, SignalGathering gathering, AlertMapping mapping)
    {
        var name = Text(alert, mapping.Name, place, gathering);
        if (name is null && mapping.Name.Path is { } missing)
            gathering.Refuse(place.Field(missing.Field), $"The mapping looks for the alert's name at {missing}, and there is none.");
        var isFiring = IsFiring(alert, mapping, place, gathering);
        var (startsAt, endsAt) = (Time(alert, mapping.StartsAt, place, gathering), Time(alert, mapping.EndsAt, place, gathering));
        if (name is null)
            return null;
        return new()
        {
            Place = place,
            Labels = [KeyValuePair.Create(SignalGathering.NameLabel, name), .. Pairs(alert, mapping.Labels, place, gathering)],
            Annotations = [.. Pairs(alert, mapping.Annotations, place, gathering)],
            IsFiring = isFiring,
            StartsAt = startsAt,
            EndsAt = isFiring ? null : endsAt,
            Link = mapping.Link is { } link ? Text(alert, link, place, gathering) : null,
        };
    }

    private static bool IsFiring(JsonElement alert, AlertMapping mapping, SignalPlace place, SignalGathering gathering)
    {
        if (mapping.Status is not { } path)
            return true;
        if (path.Find(alert) is not { } found || AlertJson.AsText(found) is not { } status)
        {
            gathering.Refuse(place.Field(path.Field), $"The mapping looks for the status at {path}, and there is none.");
            return false;
        }

        if (mapping.Resolved.Contains(status, StringComparer.OrdinalIgnoreCase))
            return false;
        if (!mapping.Firing.IsEmpty && !mapping.Firing.Contains(status, StringComparer.OrdinalIgnoreCase))
            gathering.Refuse(place.Field(path.Field), $"The mapping knows {string.Join(", ", mapping.Firing.Concat(mapping.Resolved))} and not '{Problems.Echo(OneLine.Of(status))}'.");
        return true;
    }

    private static List<KeyValuePair<string, string>> Pairs(
        JsonElement alert, IReadOnlyList<(string Name, MappedText Text)> mapped, SignalPlace place, SignalGathering gathering)
    {
        var pairs = new List<KeyValuePair<string, string>>(mapped.Count);
        foreach (var (name, text) in mapped)
            if (Text(alert, text, place, gathering) is { } value)
                pairs.Add(new(name, value));
        return pairs;
    }

    private static string? Text(JsonElement alert, MappedText mapped, SignalPlace place, SignalGathering gathering)
    {
        if (mapped.Path is not { } path)
            return mapped.Constant;
        if (path.Find(alert) is not { } found)
            return null;
        if (AlertJson.AsText(found) is { } text)
            return text;
        gathering.Refuse(place.Field(path.Field), $"The mapping takes a text from {path}, and there stands something else.");
        return null;
    }

    private static DateTimeOffset? Time(JsonElement alert, MessagePath? path, SignalPlace place, SignalGathering gathering)
    {
        if (path?.Find(alert) is not { } found || AlertJson.AsText(found) is not { Length: > 0 } text)
            return null;
        if (found.ValueKind is JsonValueKind.Number && found.TryGetDouble(out var number) && Math.Abs(number) < 1e14)
            return DateTimeOffset.UnixEpoch.AddSeconds(number >= FirstMilliseconds ? number / 1000 : Math.Max(number, 0));
        if (Moments.Read(text) is { } at)
            return at;
        gathering.Refuse(place.Field(path.Field), $"The mapping takes a time from {path}: {Moments.Expected}, or Unix seconds or milliseconds.");
        return null;
    }
}
