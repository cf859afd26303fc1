using System.Collections.Immutable;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Bands;
using MissionControl.Core.Services;

namespace MissionControl.Tests.Support;

/// <summary>The board of the design's pictures, grown to twelve tiles that show every state.</summary>
internal static class PictureBoard
{
    public static readonly ImmutableArray<ServiceStatus> Services =
    [
        Service("bookings", "Bookings", Health.Operational, ""),
        Service("identity", "Identity", Health.Degraded, "Sign-in success is below normal"),
        Service("payments", "Payments", Health.Operational, ""),
        Service("records-sync", "Records sync", Health.PartialOutage, "Overnight record sync is late by 40 min"),
        Service("reporting", "Reporting", Health.Unknown, "Referral page views cannot be seen"),
        Service("search", "Search", Health.Operational, ""),
        Service("notifications", "Notifications", Health.Maintenance, "Until 03:00"),
        Service("public-site", "Public site", Health.Operational, ""),
    ];

    public static ImmutableArray<Tile> Tiles(DateTimeOffset now)
    {
        TileBuilder Tile(string id, string name, string owner) => new TileBuilder(now).Named(id, name, owner);
        return
        [
            Tile("sign-in-success", "Sign-in success", "identity").Because(Some.Basis(now, default, 0.62, 0.78)).Off().Build(),
            Tile("sign-ups", "Sign-ups", "growth").Counting(BpmKind.Rate, "/ hour", 318).Expecting(270, 390, 40, 640).Because(Some.Basis(now, new(ScaleKind.SquareRoot, 0.375), 270, 390)).Build(),
            Tile("bookings-completed", "Bookings completed", "bookings").Counting(BpmKind.Ratio, "%", 0.924).Expecting(0.90, 0.96, 0.80, 0.995).Build(),
            Tile("payments-taken", "Payments taken", "payments").Counting(BpmKind.Rate, "/ hour", 1204).Expecting(880, 1150, 120, 1600)
                .Watch(1204, TimeSpan.FromMinutes(3)).Build(),
            Tile("referral-page-views", "Referral page views", "marketing").Counting(BpmKind.Rate, "/ hour", 2930).Expecting(2400, 3600, 300, 5200).Stale().Build(),
            Tile("overnight-sync", "Overnight record sync", "data").Counting(BpmKind.Freshness, "", 27_600).Expecting(null, 25_200, 0, 30_000)
                .WithFixedBand().Off(27_600, TimeSpan.FromMinutes(40)).Build(),
            Tile("revenue-today", "Revenue per hour", "finance").Counting(BpmKind.Value, "£", 61_480).Expecting(52_000, 71_000, 8000, 90_000).Build(),
            Tile("search-success", "Searches with a result", "search").Counting(BpmKind.Ratio, "%", 0.9871).Expecting(0.975, 0.996, 0.95, 0.999).Build(),
            Tile("stable-visits", "Stable visits booked", "bookings").Counting(BpmKind.Count, "visits", 42).Expecting(18, 61, 0, 140).Build(),
            Tile("invitations-accepted", "Invitations accepted", "growth").Counting(BpmKind.Ratio, "%", 0.5).TooFew(12).Build(),
            Tile("loyalty-points", "Loyalty points redeemed", "marketing").Counting(BpmKind.Rate, "/ hour", 86.4).Learning().Build(),
            Tile("support-answers", "Support answers in 5 min", "support").Counting(BpmKind.Ratio, "%", 0.71).Expecting(0.8, 0.97, 0.5, 1)
                .Held(0.71, TimeSpan.FromMinutes(95)).Build(),
        ];
    }

    private static ServiceStatus Service(string id, string name, Health health, string words) => new(new Service(id, name, "", null, []), health, words, 1);
}
