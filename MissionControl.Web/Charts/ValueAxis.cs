using System.Collections.Immutable;
using System.Globalization;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Memory;

namespace MissionControl.Web.Charts;

/// <summary>The upright axis: from low to high, with a few round numbers on it.</summary>
public sealed record ValueAxis(double Low, double High, ImmutableArray<Tick> Ticks)
{
    private const int MostTicks = 6;
    private const double Room = 0.06;
    private static readonly double[] RoundNumbers = [1, 2, 2.5, 5, 10];
    private static readonly double[] RoundSeconds = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800];

    public static ValueAxis Of(HistoryView view)
    {
        var (low, high) = Extent(view);
        var bpm = view.Bpm;
        var room = high > low ? (high - low) * Room : Math.Max(Math.Abs(high) * 0.1, bpm.Kind is BpmKind.Ratio ? 0.01 : 1);
        var floor = low >= 0 ? Math.Max(0, low - room) : low - room;
        var ceiling = bpm.Kind is BpmKind.Ratio && high <= 1 ? Math.Min(1, high + room) : high + room;
        // An age, and anything whose lowest is near nothing, is read from nothing.
        if (bpm.Kind is BpmKind.Freshness || (low >= 0 && floor < (ceiling - floor) * 0.25))
            floor = 0;
        var step = StepFor(bpm, ceiling - floor);
        var ticks = ImmutableArray.CreateBuilder<Tick>();
        for (var tick = Math.Ceiling(floor / step); tick * step <= ceiling + (step * 1e-9); tick++)
            ticks.Add(new(Math.Round((ceiling - (tick * step)) / (ceiling - floor) * 100, 3), Label(bpm, tick * step), ticks.Count % 2 != 0));
        return new(floor, ceiling, ticks.ToImmutable());
    }

    /// <summary>0 at the top, 100 at the bottom; what lies outside stays just outside.</summary>
    public double Percent(double value) => Math.Clamp((High - value) / (High - Low) * 100, -1, 101);

    private static (double Low, double High) Extent(HistoryView view)
    {
        var (low, high) = (double.MaxValue, double.MinValue);
        void Take(double? value)
        {
            if (value is { } number && double.IsFinite(number))
                (low, high) = (Math.Min(low, number), Math.Max(high, number));
        }

        foreach (var point in view.Points)
        {
            Take(point.Value);
            Take(point.Band?.Lower);
            Take(point.Band?.Upper);
            Take(point.Before?.Lower);
            Take(point.Before?.Upper);
        }

        foreach (var past in view.WeekBefore)
            Take(past.Value);
        return low > high ? (0, 1) : (low, high);
    }

    private static double StepFor(Bpm bpm, double span)
    {
        if (bpm.Kind is BpmKind.Freshness)
            return RoundSeconds.FirstOrDefault(step => span / step <= MostTicks, Math.Ceiling(span / MostTicks / 604_800) * 604_800);
        var size = Math.Pow(10, Math.Floor(Math.Log10(span / MostTicks)));
        return size * RoundNumbers.First(number => span / (size * number) <= MostTicks);
    }

    private static string Label(Bpm bpm, double value) => bpm.Kind switch
    {
        BpmKind.Freshness => value <= 0 ? "0" : Words.Duration(TimeSpan.FromSeconds(value)),
        BpmKind.Ratio => (Math.Round(value * 100, 6) + 0).ToString("0.####", CultureInfo.InvariantCulture) + " %",
        _ => Words.Number(Math.Round(value, 9)),
    };
}

/// <summary>A mark on an axis.</summary>
/// <param name="Percent">From the left, or from the top.</param>
/// <param name="IsSpare">May be left out where there is little room.</param>
public readonly record struct Tick(double Percent, string Label, bool IsSpare)
{
    public string Place => Percent.ToString("0.###", CultureInfo.InvariantCulture) + "%";
}
