using System.Text.Json;
using MissionControl.Core.Alerts.Signals;

namespace MissionControl.Web.Api.Alerts;

/// <summary>A list of alerts in a message: each an object, at most <see cref="SignalRules.MostSignals"/>.</summary>
internal static class AlertList
{
    /// <param name="name">The field that holds it, for problems; empty when the message is the list.</param>
    /// <param name="read">Reads one; <see langword="null"/> when it cannot (it has said why).</param>
    public static void Read(JsonElement list, string name, SignalGathering gathering, Func<JsonElement, SignalPlace, SignalGathering, SaidSignal?> read)
    {
        if (list.GetArrayLength() > SignalRules.MostSignals)
        {
            gathering.Refuse(name, $"There are {list.GetArrayLength()} alerts; send at most {SignalRules.MostSignals} at once.");
            return;
        }

        var index = 0;
        foreach (var element in list.EnumerateArray())
        {
            if (gathering.IsFull)
                return;
            var place = new SignalPlace(name, index++);
            if (element.ValueKind is not JsonValueKind.Object)
                gathering.Refuse(place.Field(""), "This must be an object.");
            else if (read(element, place, gathering) is { } said)
                gathering.Add(said);
        }
    }

    /// <summary>What Alertmanager and Grafana say of an alert alike.</summary>
    public static SaidSignal? ReadWebhook(JsonElement alert, SignalPlace place, SignalGathering gathering)
    {
        var status = AlertJson.Text(alert, "status", place, gathering);
        if (status is not ("firing" or "resolved"))
            gathering.Refuse(place.Field("status"), "This must be firing or resolved.");
        return new()
        {
            Place = place,
            Labels = AlertJson.Pairs(alert, "labels", place, gathering),
            Annotations = AlertJson.Pairs(alert, "annotations", place, gathering),
            IsFiring = status == "firing",
            StartsAt = AlertJson.Time(alert, "startsAt", place, gathering),
            EndsAt = AlertJson.Time(alert, "endsAt", place, gathering),
            Link = AlertJson.TryText(alert, "generatorURL"),
        };
    }
}
