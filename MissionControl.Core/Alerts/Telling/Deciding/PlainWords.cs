using System.Globalization;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;

namespace MissionControl.Core.Alerts.Telling.Deciding;

/// <summary>The least that can be said of a group: what goes out when the words made for it cannot be put together. Never fails.</summary>
internal sealed class PlainWords : IAlertWords
{
    private const int MostDetails = 20;

    public static PlainWords Instance { get; } = new();

    public AlertMessage Say(AlertGroup group, Audience audience, BoardSnapshot board, DateTimeOffset now, string origin)
    {
        var isOver = group.EndedAt is not null;
        var since = group.Since.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
        return new()
        {
            Group = group.Id,
            Audience = audience,
            Title = isOver ? $"{group.Name} is over" : group.Name,
            Trouble = group.Name,
            Urgency = group.Urgency,
            IsOver = isOver,
            Slots = [new(MessagePart.What, group.Name, IsMissing: true), new(MessagePart.Since, $"Since {since}")],
            Details = [.. group.Alerts.Take(MostDetails).Select(static alert => Line(alert)), .. group.Alerts.Length > MostDetails ? [$"and {group.Alerts.Length - MostDetails} more"] : Array.Empty<string>()],
            Link = $"{origin}/alerts",
        };
    }

    private static string Line(Alert alert) =>
        $"{alert.Labels} {string.Join(", ", alert.Values.Select(static value => $"{value.Key} = {value.Value.ToString(CultureInfo.InvariantCulture)}"))}".TrimEnd();
}
