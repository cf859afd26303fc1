using System.Collections.Immutable;
using System.Globalization;
using MissionControl.Core.Calendars;
using MissionControl.Core.Wording;

namespace MissionControl.Core.Bpms.Bands;

/// <summary>Says why a band is what it is. Every clause is computed from what the band was computed from; none is said that does not hold.</summary>
internal static class BandWords
{
    /// <summary>A level this near to its usual one is nothing to speak of.</summary>
    private const double WorthSaying = 0.02;

    /// <summary>Less than this share of the samples left out is nothing to speak of.</summary>
    private const double FewLeftOut = 0.0005;

    /// <summary>Without the BPM's numbers: "The middle of the last six Tuesdays at 14:00; 95 % of normal samples lie inside."</summary>
    public static string Explain(BandBasis basis)
    {
        var at = basis.Baseline.Rhythm == Rhythm.None ? "" : $" at {basis.SlotStart:HH\\:mm}";
        var words = Middle(basis) + at + LevelClause(basis) + LeftOut(basis);
        return $"{char.ToUpperInvariant(words[0])}{words[1..]}; {basis.Baseline.Width * 100:0.#} % of normal samples lie inside." + Lead(" ", StillLearning(basis)) + Lead(" ", NewNormal(basis, before: ""));
    }

    /// <summary>"For a Tuesday at 14:00 we expect 110 to 160: the middle of the last six Tuesdays, two left out because of incidents."</summary>
    /// <param name="basis">What the band was computed from.</param>
    /// <param name="range">The band in words.</param>
    /// <param name="marked">Why moments that it is the middle of were left out, one for each (<see cref="MarkedSlots"/>).</param>
    public static string Expectation(BandBasis basis, string range, ImmutableArray<StretchKind> marked)
    {
        var atThisTime = basis.Baseline.Rhythm == Rhythm.Day ? " at this time" : "";
        return $"{When(basis)}{range}: {Middle(basis)}{atThisTime}{LeftOut(basis, marked)}{LevelClause(basis)}.";
    }

    /// <summary>Why this kind of band, in one sentence.</summary>
    public static string Choice(Baseline baseline, BandKind asked) => (asked, baseline.Rhythm) switch
    {
        (BandKind.Level, _) => "The catalog asks for a band around the recent level.",
        (BandKind.Seasonal, _) => "The catalog asks for a band by the hours of the week.",
        (_, Rhythm.None) when baseline.Errors.Day is null => "There is too little history to tell a rhythm yet, so the band follows the recent level.",
        (_, Rhythm.None) => "No daily or weekly rhythm forecasts it better than its recent level does, so the band follows that.",
        (_, Rhythm.Day) => $"The hours of the day forecast it {Better(baseline.Errors.None, baseline.Errors.Day)} closer than its recent level alone"
            + (baseline.Errors.Week is null ? "." : ", and the days of the week add too little to that."),
        _ => $"The hours of the week forecast it {Better(baseline.Errors.None, baseline.Errors.Week)} closer than its recent level alone.",
    };

    /// <summary>The first words of <see cref="Explain"/> where only the baseline is at hand: "The middle of the last six Tuesdays around 14:00".</summary>
    public static string Basis(Baseline baseline, DateTimeOffset local) => baseline.Rhythm switch
    {
        Rhythm.Week => $"The middle of the last {Counted(baseline.Repetitions, $"{local:dddd}")} around {local:HH}:00",
        Rhythm.Day => $"The middle of the last {Counted(baseline.Repetitions, "day")} around {local:HH}:00",
        _ => "Its recent level",
    };

    /// <summary>"Tuesday 14:00–14:15", "Sunday 14:00–14:15, for Christmas Day", "every day 14:00–14:15"; empty without a rhythm.</summary>
    public static string Slot(BandBasis basis)
    {
        var hours = $"{basis.SlotStart:HH\\:mm}–{basis.SlotStart.Add(basis.SlotLength):HH\\:mm}";
        return basis.Baseline.Rhythm switch
        {
            Rhythm.Week => $"{basis.Weekday} {hours}{(basis.IsHoliday ? ", for " + (basis.Holiday ?? "a holiday") : "")}",
            Rhythm.Day => $"every day {hours}",
            _ => "",
        };
    }

    /// <summary>"square root of (value + 0.375)".</summary>
    public static string ScaleName(in Scale scale) => scale.Kind switch
    {
        ScaleKind.SquareRoot => $"square root of (value + {Plain(scale.Offset)})",
        ScaleKind.Logarithm => $"logarithm of (value + {Plain(scale.Offset)})",
        _ => "the value itself",
    };

    /// <summary>"Its week is still being learned: 3 of 14 days."; empty once it is learned, or when nobody asked for it.</summary>
    public static string StillLearning(BandBasis basis) =>
        basis.Rules.Kind == BandKind.Auto && basis.Baseline.Days < Rhythm.Week.DaysNeeded() ? $"Its week is still being learned: {Math.Floor(basis.Baseline.Days)} of 14 days." : "";

    /// <summary>"New normal since Thu 12 Nov 14:05; before that we expected 110 to 160 at this hour."; empty when that is long ago.</summary>
    /// <param name="basis">What the band was computed from.</param>
    /// <param name="before">The old band in words; empty: nothing is said of it.</param>
    public static string NewNormal(BandBasis basis, string before) => basis.NewNormalSince is not { } since ? ""
        : $"New normal since {Words.Day(since, basis.Rules.Zone)} {TimeZoneInfo.ConvertTime(since, basis.Rules.Zone):HH:mm}"
            + (before.Length == 0 ? "." : $"; before that we expected {before}{(basis.Baseline.Rhythm == Rhythm.None ? "" : " at this hour")}.");

    /// <summary>How long the marked samples lasted, about.</summary>
    public static TimeSpan MarkedFor(Baseline baseline) => baseline.Marked * baseline.Interval;

    /// <summary>Four significant digits, so that the formula can be followed by hand.</summary>
    public static string Plain(double value)
    {
        var size = Math.Abs(value);
        var digits = size == 0 || !double.IsFinite(size) ? 0 : Math.Clamp(3 - (int)Math.Floor(Math.Log10(size)), 0, 12);
        var text = Math.Round(value, digits).ToString("0.############", CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text.Replace('-', '−');
    }

    private static string When(BandBasis basis) => basis.Baseline.Rhythm switch
    {
        Rhythm.Week when basis.IsHoliday => $"For {basis.Holiday ?? "a holiday"} at {basis.SlotStart:HH\\:mm} we expect a Sunday, ",
        Rhythm.Week => $"For a {basis.Weekday} at {basis.SlotStart:HH\\:mm} we expect ",
        Rhythm.Day => $"At {basis.SlotStart:HH\\:mm} we expect ",
        _ => "We expect ",
    };

    private static string Middle(BandBasis basis)
    {
        var days = basis.Baseline.Rhythm switch
        {
            Rhythm.Week => $"{basis.Weekday}",
            Rhythm.Day => "day",
            _ => "",
        };
        return days.Length == 0 ? "its recent level and how far it usually strays from that"
            : $"the middle of the last {Counted(basis.Repeats, days)}"
                + (basis.HolidaysCount ? " and holidays" : basis.HolidaysMissing ? " that were no holidays" : "");
    }

    private static string Counted(int count, string noun) => count == 1 ? noun : $"{Words.Numeral(count)} {noun}s";

    /// <summary>How far the present level has moved what the rhythm alone would say.</summary>
    private static string LevelClause(BandBasis basis)
    {
        var (baseline, point) = (basis.Baseline, basis.Point);
        if (baseline.Rhythm == Rhythm.None)
            return "";
        var (usual, now) = (point.Scale.From(point.Shape + baseline.UsualLevel), point.Scale.From(point.Middle));
        var moved = usual == 0 ? 0 : (now / usual) - 1;
        return !double.IsFinite(moved) || Math.Abs(moved) < WorthSaying ? ""
            : $", moved {Math.Abs(moved) * 100:0} % {(moved > 0 ? "up" : "down")} because that is where it runs now";
    }

    /// <summary>What was left out of the moments that the band is the middle of; of past trouble only the days of the whole history are known.</summary>
    private static string LeftOut(BandBasis basis, ImmutableArray<StretchKind> marked)
    {
        if (basis.Baseline.Rhythm == Rhythm.None)
            return LeftOut(basis);
        var trouble = Trouble(basis.Baseline);
        return marked.IsEmpty ? Lead(", leaving out ", trouble)
            : $", {Words.Numeral(marked.Length)} left out{Reasons(marked)}" + (trouble.Length == 0 ? "" : $", besides {trouble} of the history");
    }

    /// <summary>" because of incidents", ": marked as campaign", ": two because of incidents, one marked as campaign".</summary>
    private static string Reasons(ImmutableArray<StretchKind> marked)
    {
        var reasons = marked.CountBy(static kind => kind).ToList();
        return reasons is [var (kind, count)] ? (kind is StretchKind.Outage ? " " : ": ") + Reason(kind, count)
            : ": " + string.Join(", ", reasons.Select(static each => $"{Words.Numeral(each.Value)} {Reason(each.Key, each.Value)}"));
    }

    private static string Reason(StretchKind kind, int count) =>
        kind is StretchKind.Outage ? $"because of {(count == 1 ? "an incident" : "incidents")}" : $"marked as {StretchWords.Kind(kind)}";

    /// <summary>What was left out of the whole history.</summary>
    private static string LeftOut(BandBasis basis)
    {
        var baseline = basis.Baseline;
        var trouble = Trouble(baseline);
        var marked = baseline.Marked == 0 ? "" : $"{Words.Duration(MarkedFor(baseline))} marked as not normal";
        return Lead(", leaving out ", string.Join(" and ", new[] { trouble, marked }.Where(static part => part.Length > 0)));
    }

    /// <summary>"trouble on two days"; empty when there was hardly any.</summary>
    private static string Trouble(Baseline baseline) => baseline.LeftOut < FewLeftOut * baseline.Samples || baseline.DaysLeftOut == 0 ? ""
        : $"trouble on {Words.Numeral(baseline.DaysLeftOut)} {(baseline.DaysLeftOut == 1 ? "day" : "days")}";

    private static string Better(double without, double? with) => with is { } error && without > 0 ? $"{100 * (1 - (error / without)):0} %" : "no";

    private static string Lead(string lead, string words) => words.Length == 0 ? "" : lead + words;
}
