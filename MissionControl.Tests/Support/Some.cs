using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Bands;
using MissionControl.Core.Calendars;
using MissionControl.Core.Changes;

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

    /// <summary>110 to 160 at any moment, from six weeks of five minutes, by the hours of the week.</summary>
    public static BandBasis Basis(DateTimeOffset at) => Basis(at, new Scale(ScaleKind.SquareRoot, 0.375), 110, 160);

    /// <summary>A band on that scale.</summary>
    public static BandBasis Basis(DateTimeOffset at, Scale scale, double lower, double upper)
    {
        var (low, high) = (scale.To(lower), scale.To(upper));
        var middle = (low + high) / 2;
        var spread = (high - low) / 4;
        var baseline = new Baseline
        {
            Scale = scale,
            Rhythm = Rhythm.Week,
            Errors = new(10, 8, 6),
            Shape = [.. new double[168 * 4]],
            LevelRules = LevelRules.Free(5760, 0),
            UsualVolume = 0,
            Level = new(0.9 * middle, 0),
            Away = default,
            Adopted = null,
            UsualLevel = 0.9 * middle,
            Noise = null,
            Spread = [.. Enumerable.Repeat(spread, 24)],
            LowerReach = -2,
            UpperReach = 2,
            Far = [.. Enumerable.Repeat(3.0, Channels.Count)],
            Nothing = 4.3,
            Fence = default,
            Overlap = Overlap.None,
            Counted = Counted.Nothing,
            Memory = TimeSpan.FromMinutes(5),
            Width = 0.95,
            From = at.AddDays(-42).AddHours(-3),
            To = at.AddHours(-3),
            Interval = TimeSpan.FromMinutes(5),
            Samples = 12_096,
            Marked = 0,
            LeftOut = 0,
            DaysLeftOut = 0,
            Repetitions = 7,
            UsualLow = 0.3 * lower,
            UsualHigh = 1.6 * upper,
            Least = 0,
            Event = null,
            Zone = "UTC",
            Inputs = "",
        };
        var rules = new LearningRules(BandKind.Auto, 0.95, scale.Kind == ScaleKind.Linear, TimeZoneInfo.Utc, []);
        return new(baseline, rules, at, new(scale, 0.1 * middle, 0.9 * middle, spread, -2, 2, rules.IsShare), null, null);
    }

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

    /// <summary>A deploy of the identity service so many minutes before <see cref="A.Moment"/>.</summary>
    public static Change Change(int minutesAgo)
    {
        var id = Guid.NewGuid();
        return new()
        {
            Id = id, Key = id.ToString(), Kind = ChangeKind.Deploy, Title = "identity-web 4.18.0", Service = "identity", At = A.Moment.AddMinutes(-minutesAgo), ToldAt = A.Moment,
        };
    }

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
