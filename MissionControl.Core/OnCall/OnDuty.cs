using MissionControl.Core.Calendars;

namespace MissionControl.Core.OnCall;

/// <summary>Who is on duty by a rota. Pure; weeks in which clocks change are an hour longer or shorter.</summary>
public static class OnDuty
{
    private const int Week = 7;

    /// <summary><see langword="null"/> before the rota begins, and in weeks of which it says nothing.</summary>
    public static Duty? At(Rota rota, DateTimeOffset moment)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, rota.Zone).DateTime);
        var first = today.AddDays(-(((today.DayNumber - rota.Start.DayNumber) % Week) + Week) % Week);
        // Before the handover it is still the week before.
        if (Handover(rota, first) > moment)
            first = first.AddDays(-Week);
        var name = first < rota.Start ? null : rota.Weeks.GetValueOrDefault(first) ?? Turn(rota, first);
        return rota.People.FirstOrDefault(person => person.Name == name) is { } person
            ? new(person, Handover(rota, first), Handover(rota, first.AddDays(Week)))
            : null;
    }

    private static string? Turn(Rota rota, DateOnly first) =>
        rota.Turns.IsEmpty ? null : rota.Turns[(first.DayNumber - rota.Start.DayNumber) / Week % rota.Turns.Length];

    private static DateTimeOffset Handover(Rota rota, DateOnly first) => LocalMoment.Of(first, rota.Handover, rota.Zone);
}

/// <summary>A week on duty.</summary>
/// <param name="From">UTC, inclusive.</param>
/// <param name="Until">UTC, exclusive.</param>
public sealed record Duty(RotaPerson Person, DateTimeOffset From, DateTimeOffset Until);
