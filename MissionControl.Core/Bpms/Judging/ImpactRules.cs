using System.Text.RegularExpressions;

namespace MissionControl.Core.Bpms.Judging;

/// <summary>Estimates how many people or transactions are missing (negative) or too many (positive) against expectation.</summary>
internal static partial class ImpactRules
{
    /// <summary>What one sample stands for, given the time since the one before; <see langword="null"/> where the BPM does not tell.</summary>
    public static Impact? Of(Bpm bpm, in Sample sample, in Band band, TimeSpan since)
    {
        var expected = band.Expected ?? Middle(band);
        if (expected is not { } middle || CountsOf(bpm, sample, since) is not { } counts)
            return null;
        var beyond = band.CrossedLimit(sample.Value) is { } limit ? sample.Value - limit : 0;
        return new((sample.Value - middle) * counts, beyond * counts);
    }

    /// <summary>How many counted things one unit of the value stands for.</summary>
    private static double? CountsOf(Bpm bpm, in Sample sample, TimeSpan since)
    {
        if (Period(bpm) is not { } period || period <= TimeSpan.Zero)
            return null;
        return bpm.Kind switch
        {
            BpmKind.Ratio => sample.Volume * (since / period),
            BpmKind.Rate or BpmKind.Count => since / period,
            _ => null,
        };
    }

    /// <summary>The stretch one sample's events cover: stated, read from the query, or from the unit of a rate.</summary>
    public static TimeSpan? Period(Bpm bpm)
    {
        if (bpm.CountedOver is { } stated)
            return stated;
        if (bpm.Kind == BpmKind.Rate)
            return bpm.Unit.Replace(" ", "", StringComparison.Ordinal) switch
            {
                "/s" or "/second" or "persecond" => TimeSpan.FromSeconds(1),
                "/min" or "/minute" or "perminute" => TimeSpan.FromMinutes(1),
                "/h" or "/hour" or "perhour" => TimeSpan.FromHours(1),
                "/day" or "perday" => TimeSpan.FromDays(1),
                _ => null,
            };
        // For example sum(increase(sign_in_page_view_total[5m]))
        var match = Range().Match(bpm.Query.Denominator ?? bpm.Query.Value);
        if (!match.Success)
            return null;
        var number = int.Parse(match.Groups["number"].ValueSpan);
        return match.Groups["unit"].Value switch
        {
            "s" => TimeSpan.FromSeconds(number),
            "m" => TimeSpan.FromMinutes(number),
            "h" => TimeSpan.FromHours(number),
            _ => TimeSpan.FromDays(number),
        };
    }

    private static double? Middle(Band band) => band is { Lower: { } lower, Upper: { } upper } ? (lower + upper) / 2 : null;

    [GeneratedRegex(@"increase\([^\[]*\[(?<number>\d{1,5})(?<unit>[smhd])\]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Range();
}
