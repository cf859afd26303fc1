using MissionControl.Core.Bpms;
using MissionControl.Core.Catalog.Keys;

namespace MissionControl.Core.Catalog.Sections;

/// <summary>Which bands fit which kind of BPM.</summary>
internal static class BandRules
{
    public static readonly BandPolicy Default = new BandPolicy.Learned(BandKind.Auto, UsualWidth);

    private const double UsualWidth = 0.95;

    private const string FreshnessNeeds = "freshness needs a fixed band with an upper limit, such as { kind: fixed, upper: 7h }";

    /// <summary>For a BPM that says nothing of its band.</summary>
    public static BandPolicy WhenOmitted(BpmKind? kind, Fields bpm)
    {
        if (kind == BpmKind.Freshness)
            bpm.Reading.Problem(bpm.Map, FreshnessNeeds);
        return Default;
    }

    /// <param name="kind">Unknown when the BPM's kind is itself wrong.</param>
    /// <param name="band">The keys of the band.</param>
    public static BandPolicy From(BpmKind? kind, Fields band) => band.FindValue(BandKeys.Kind) switch
    {
        BandWord.Auto => Learned(BandKind.Auto, kind, band),
        BandWord.Level => Learned(BandKind.Level, kind, band),
        BandWord.Seasonal => Learned(BandKind.Seasonal, kind, band),
        BandWord.Fixed => Fixed(kind, band),
        _ => Default,
    };

    private static BandPolicy.Learned Learned(BandKind learned, BpmKind? kind, Fields band)
    {
        if (kind == BpmKind.Freshness)
            band.Problem(BandKeys.Kind, FreshnessNeeds);
        foreach (var key in new[] { BandKeys.Lower, BandKeys.Upper }.Where(band.Has))
            band.Problem(key, $"'{key.Name}' belongs to fixed bands; a learned band takes 'width' and 'adoptAfter'");
        var policy = new BandPolicy.Learned(learned, band.Get(BandKeys.Width, UsualWidth));
        return band.Has(BandKeys.AdoptAfter) ? policy with { AdoptAfter = band.Get(BandKeys.AdoptAfter, policy.AdoptAfter) } : policy;
    }

    private static BandPolicy.Fixed Fixed(BpmKind? kind, Fields band)
    {
        foreach (var key in new Key[] { BandKeys.Width, BandKeys.AdoptAfter }.Where(band.Has))
            band.Problem(key, $"'{key.Name}' belongs to learned bands; a fixed band takes 'lower' and 'upper'");
        var (lower, upper) = (Value(kind, band, BandKeys.Lower), Value(kind, band, BandKeys.Upper));
        if (kind == BpmKind.Freshness)
        {
            if (band.Has(BandKeys.Lower))
                band.Problem(BandKeys.Lower, "freshness has no lower limit: nothing is too fresh");
            if (!band.Has(BandKeys.Upper))
                band.Reading.Problem(band.Map, FreshnessNeeds);
        }
        else if (!band.Has(BandKeys.Lower) && !band.Has(BandKeys.Upper))
        {
            band.Reading.Problem(band.Map, "a fixed band needs 'lower', 'upper' or both");
        }

        if (lower >= upper)
            band.Problem(BandKeys.Lower, $"'lower' ({lower}) must be less than 'upper' ({upper})");
        return new(lower, upper);
    }

    private static double? Value(BpmKind? kind, Fields band, Key<Limit> key)
    {
        if (band.Find(key) is not { } limit)
            return null;
        if (WrongWith(kind, limit) is { } wrong)
            band.Problem(key, wrong);
        return limit.Value;
    }

    /// <summary>Why a number of this form cannot be a limit or a value of this kind; <see langword="null"/> when it can.</summary>
    public static string? WrongWith(BpmKind? kind, Limit limit) => (kind, limit) switch
    {
        (null, _) => null,
        (BpmKind.Ratio, { Form: LimitForm.Duration }) => "a ratio's limits are numbers from 0 to 1 or percentages, not durations",
        (BpmKind.Ratio, { Value: < 0 or > 1 }) => $"a ratio is between 0 and 1, so a limit of {limit.Value} is never met; write 0.6 or 60%",
        (BpmKind.Freshness, { Form: LimitForm.Percentage }) => "a freshness limit is a duration such as 7h, or seconds, not a percentage",
        (BpmKind.Freshness, { Value: <= 0 }) => "a freshness limit is more than nothing",
        (not BpmKind.Freshness, { Form: LimitForm.Duration }) => "only freshness takes a duration as its limit; write a number in the BPM's unit",
        (not BpmKind.Ratio, { Form: LimitForm.Percentage }) => "only ratios take a percentage as their limit; write a number in the BPM's unit",
        _ => null,
    };
}
