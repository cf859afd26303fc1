using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Calendars;

namespace MissionControl.Core.Alerts.Telling.Slots;

/// <summary>Why this may wake somebody, or why it need not.</summary>
internal static class NightWords
{
    /// <returns><see langword="null"/> when it is over, and for those whom nobody would wake.</returns>
    public static string? Of(Case it)
    {
        if (it.IsOver || it.IsPlain)
            return null;
        if (it.Group.Held is { } held)
            return $"Somebody holds it until {Until(it, held.Until)}: nobody is told before.";
        if (it.Group.Work is { } work)
            return $"Planned work explains it (“{work.Title}”): nobody is told before {Until(it, work.Until)}.";
        var hurting = it.Tiles.Where(static tile => tile.State == TileState.Off).ToList();
        if (hurting.Find(static tile => tile.Bpm.Tier == Tier.Critical) is { } critical)
            return $"{critical.Bpm.Name}, a critical metric, {Is(critical)}.";
        if (it.Rule is { Wakes: true })
            return "Its rule says that it may wake somebody at any hour.";
        if (hurting.Count > 0)
            return $"{hurting[0].Bpm.Name} {Is(hurting[0])}. It is not a critical metric, so it wakes nobody.";
        // What cannot be seen may well be hurt: nobody is told to sleep on because of it.
        if (it.Tiles.FirstOrDefault(static tile => tile.State == TileState.Stale) is { } unseen)
            return $"{unseen.Bpm.Name} cannot be seen, so nobody knows whether people are hurt.";
        return $"No business metric is affected{(Opening(it) is { } opening ? $": it can wait until {Until(it, opening)}" : "")}.";
    }

    private static string Is(Tile tile) => tile.Bpm.Kind is BpmKind.Freshness ? "is late" : $"is {ValueWords.Side(tile.Side, isPlain: false)}";

    /// <summary>The start of the next working day; <see langword="null"/> in working hours and where there is no calendar.</summary>
    private static DateTimeOffset? Opening(Case it) => it.Definitions.Calendars is [var calendar, ..] && !calendar.Contains(it.Now) ? calendar.NextFrom(it.Now) : null;

    private static string Until(Case it, DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, it.Zone);
        return at - it.Now < TimeSpan.FromHours(18) ? $"{local:HH:mm}" : $"{local:ddd HH:mm}";
    }
}
