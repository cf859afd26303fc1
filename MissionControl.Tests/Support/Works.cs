using System.Collections.Immutable;
using MissionControl.Core.Board;
using MissionControl.Core.Maintenance;
using MissionControl.Core.People;

namespace MissionControl.Tests.Support;

/// <summary>Planned work, and a house in which there can be some: three services, three components, London.</summary>
internal static class Works
{
    public static readonly Actor Ana = new("person:ana", "192.0.2.7");

    public static Definitions House { get; } = new()
    {
        Organisation = new("Unicorn Rentals", TimeZoneInfo.FindSystemTimeZoneById("Europe/London")),
        Services = [new("identity", "Identity", "", null, []), new("bookings", "Bookings", "", null, []), new("records-sync", "Records sync", "", null, [])],
        Bpms = [Some.Ratio(), Some.Rate() with { Services = ["bookings"] }],
        Components =
        [
            new() { Id = "sign-in", Name = "Sign-in", Services = ["identity"] },
            new() { Id = "booking", Name = "Booking", Services = ["bookings", "identity"] },
            new() { Id = "records", Name = "Overnight records", Services = ["records-sync"] },
        ],
    };

    public static WorkDraft Draft(DateTimeOffset from, DateTimeOffset to, params string[] components) => new(
        "Overnight records move", "Today’s changes appear by 09:00 instead of 07:00. You need not do anything.", components.Length == 0 ? ["records"] : [.. components], [], "ring the vendor", WorkEffect.Down, from, to, false);

    public static Work Work(DateTimeOffset from, DateTimeOffset to, params string[] components) => Work(Draft(from, to, components), A.Moment);

    public static Work Work(WorkDraft draft, DateTimeOffset scheduledAt) =>
        WorkRules.Schedule(draft, new(1, new("01234567-89ab-7def-8123-456789abcdef"), Ana.Id, Guid.NewGuid(), scheduledAt), House) is { Work: { } work } ? work : throw new ArgumentException("That is no work.", nameof(draft));

    public static WorksSnapshot Snapshot(params Work[] works) => new(1, works.ToImmutableSortedDictionary(static work => work.Number, static work => work));
}
