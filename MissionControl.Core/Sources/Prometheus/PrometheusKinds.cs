using System.Collections.Immutable;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Sampling;

namespace MissionControl.Core.Sources.Prometheus;

/// <summary>Makes samples of the numbers Prometheus answered, by the kind of the BPM. Pure.</summary>
internal static class PrometheusKinds
{
    // increase() and rate() extrapolate to the edges of their window, so a true 1 may come as 1.01.
    private const double Extrapolation = 0.02;

    // Clocks of the source and of what it watches differ a little.
    private const double AllowedFuture = 60;

    private const string Stretch = "answers a stretch of time, not one number: put a function such as rate(...) or increase(...) around it";
    private const string Nothing = "answers nothing at the moment; nothing is not zero";

    public static Reading ReadValue(Bpm bpm, PrometheusAnswer answer)
    {
        if (answer.Failure is { } failure)
            return new Reading(null, failure, answer.Warning);
        if (answer.Points is not [var point])
            return NotOne("The query", answer);
        if (!double.IsFinite(point.Value))
            return Failed(FailureKind.BadAnswer, NotANumber("The query", point.Value), answer.Warning);
        if (bpm.Kind != BpmKind.Freshness)
            return new Reading(new Sample(At(point), point.Value), null, answer.Warning);
        return Age(point) is { } age
            ? new Reading(new Sample(At(point), age), null, answer.Warning)
            : Failed(FailureKind.BadAnswer, "The last success lies in the future: either a clock is wrong, or the query does not answer Unix time in seconds (milliseconds?).", answer.Warning);
    }

    /// <summary>
    /// What the denominator alone already decides: a failure, or, when nothing happened, a sample of 0 with volume 0 (volume 0 means
    /// that the value says nothing). <see langword="null"/>: ask for the numerator.
    /// </summary>
    public static Reading? ReadDenominator(PrometheusAnswer answer)
    {
        if (answer.Failure is { } failure)
            return new Reading(null, OfPart("denominator", failure), answer.Warning);
        if (answer.Points is not [var point])
            return NotOne("The denominator", answer);
        if (!double.IsFinite(point.Value))
            return Failed(FailureKind.BadAnswer, NotANumber("The denominator", point.Value), answer.Warning);
        if (point.Value < 0)
            return Failed(FailureKind.BadAnswer, $"The denominator is negative ({point.Value:0.###}); it should count events.", answer.Warning);
        return point.Value == 0 ? new Reading(new Sample(At(point), 0, 0), null, answer.Warning) : null;
    }

    /// <summary>For a denominator above 0. A numerator that answers nothing counts as 0, and says so: counters of rare events are born with the first one.</summary>
    public static Reading ReadRatio(Point denominator, PrometheusAnswer numerator, string? warning)
    {
        warning = Join(warning, numerator.Warning);
        if (numerator.Failure is { } failure)
            return new Reading(null, OfPart("numerator", failure), warning);
        if (numerator.Points.Length > 1)
            return NotOne("The numerator", numerator);
        var counted = numerator.Points is [var point] ? point.Value : 0;
        if (numerator.Points.IsEmpty)
            warning = Join(warning, "The numerator answers nothing at the moment and is taken as 0.");
        if (!double.IsFinite(counted))
            return Failed(FailureKind.BadAnswer, NotANumber("The numerator", counted), warning);
        return Ratio(counted, denominator.Value) is { } ratio
            ? new Reading(new Sample(At(denominator), ratio, denominator.Value), null, warning)
            : Failed(FailureKind.BadAnswer, OutOfRange(counted, denominator.Value), warning);
    }

    /// <summary>Numbers that are not finite are left out, and so are times after the moment they were seen.</summary>
    public static History ReadValues(Bpm bpm, ImmutableArray<Point> points) =>
        History.Of([.. points
            .Where(point => double.IsFinite(point.Value))
            .Select(point => (Point: point, Value: bpm.Kind == BpmKind.Freshness ? Age(point) : point.Value))
            .Where(pair => pair.Value is not null)
            .Select(pair => new Sample(At(pair.Point), pair.Value!.Value))]);

    /// <summary>
    /// By the rules of the present, moment by moment; moments that break them are left out, unless all do. So are those before
    /// the numerator was first seen, if it was: a counter that did not exist yet is not a bad week to learn from.
    /// </summary>
    public static History ReadRatios(ImmutableArray<Point> numerators, ImmutableArray<Point> denominators)
    {
        var counted = new Dictionary<long, double>(numerators.Length);
        foreach (var point in numerators)
            counted[point.At] = point.Value;
        var samples = ImmutableArray.CreateBuilder<Sample>(denominators.Length);
        string? wrong = null;
        var born = numerators.IsEmpty ? long.MinValue : numerators[0].At;
        foreach (var point in denominators.Where(point => point.At >= born))
        {
            var numerator = counted.GetValueOrDefault(point.At);
            if (point.Value == 0)
                samples.Add(new Sample(At(point), 0, 0));
            else if (!double.IsFinite(point.Value) || !double.IsFinite(numerator))
                continue;
            else if (point.Value > 0 && Ratio(numerator, point.Value) is { } ratio)
                samples.Add(new Sample(At(point), ratio, point.Value));
            else
                wrong = OutOfRange(numerator, point.Value);
        }

        return samples.Count == 0 && wrong is not null
            ? History.Of(new Failure(FailureKind.BadAnswer, wrong))
            : History.Of(samples.DrainToImmutable());
    }

    /// <summary>Two warnings as one; the same one twice is one.</summary>
    public static string? Join(string? first, string? second) =>
        first is null || first == second ? second : second is null ? first : $"{first}; {second}";

    private static double? Ratio(double numerator, double denominator) =>
        numerator / denominator is >= -Extrapolation and <= 1 + Extrapolation and var ratio ? Math.Clamp(ratio, 0, 1) : null;

    private static double? Age(Point success)
    {
        var age = (success.At / 1000.0) - success.Value;
        return age < -AllowedFuture ? null : Math.Max(0, age);
    }

    private static string OutOfRange(double numerator, double denominator) => numerator < 0 || denominator < 0
        ? $"The ratio is negative: numerator {numerator:0.###}, denominator {denominator:0.###}. Both should count events."
        : $"The numerator ({numerator:0.###}) exceeds the denominator ({denominator:0.###}), so this is not a share. Are they swapped, or does the denominator miss some?";

    private static string NotANumber(string part, double value) => double.IsNaN(value)
        ? $"{part} is not a number (NaN); mostly that is 0 divided by 0."
        : $"{part} is infinite ({(value > 0 ? "+" : "-")}Inf); mostly that is a division by 0.";

    private static Reading NotOne(string part, PrometheusAnswer answer) => answer.Points.IsEmpty
        ? Failed(FailureKind.NoData, $"{part} {Nothing}.", answer.Warning)
        : Failed(FailureKind.BadAnswer, $"{part} {Stretch}.", answer.Warning);

    private static Failure OfPart(string part, Failure failure) => failure.Kind is FailureKind.BadQuery or FailureKind.BadAnswer or FailureKind.Timeout
        ? failure with { Detail = $"About the {part}: {failure.Detail}" }
        : failure;

    private static Reading Failed(FailureKind kind, string detail, string? warning) => new(null, new Failure(kind, detail), warning);

    private static DateTimeOffset At(Point point) => DateTimeOffset.FromUnixTimeMilliseconds(point.At);
}
