using MissionControl.Core.Bpms;
using MissionControl.Core.Calendars;

namespace MissionControl.Tests.Support;

/// <summary>Plain BPMs and stretches to vary with <c>with</c>.</summary>
internal static class Some
{
    public static Bpm Ratio(string id = "sign-in-success") => new()
    {
        Id = id,
        Name = "Sign-in success",
        Means = "Of those who open the sign-in page, the share that reaches the dashboard.",
        Kind = BpmKind.Ratio,
        Source = "main",
        Query = new("sum(increase(dashboard_first_view_total[5m]))", "sum(increase(sign_in_page_view_total[5m]))"),
        Unit = "%",
        Band = new BandPolicy.Learned(BandKind.Seasonal, 0.95),
        Hurts = Direction.Below,
        Tier = Tier.Critical,
        Services = ["identity"],
    };

    public static Bpm Rate(string id = "sign-ups") => new()
    {
        Id = id,
        Name = "Sign-ups",
        Means = "New accounts.",
        Kind = BpmKind.Rate,
        Source = "main",
        Query = new("sum(rate(sign_ups_total[1h])) * 3600"),
        Unit = "/ hour",
        Band = new BandPolicy.Learned(BandKind.Seasonal, 0.95),
    };

    public static Bpm Freshness(string id = "overnight-record-sync") => new()
    {
        Id = id,
        Name = "Overnight record sync",
        Means = "Age of the last finished sync.",
        Kind = BpmKind.Freshness,
        Source = "main",
        Query = new("max(sync_last_success_timestamp_seconds)"),
        Band = new BandPolicy.Fixed(null, 7 * 3600),
        Hurts = Direction.Above,
    };

    /// <summary>An outage of sign-ups in the hour before <see cref="A.Moment"/>.</summary>
    public static Stretch Stretch() => new()
    {
        Id = Guid.NewGuid(),
        Kind = StretchKind.Outage,
        Bpm = "sign-ups",
        From = A.Moment.AddHours(-1),
        To = A.Moment,
        Words = "",
        DeclaredAt = A.Moment,
        By = null,
    };
}
