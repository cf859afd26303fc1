using System.Collections.Immutable;
using MissionControl.Core.Calendars;

namespace MissionControl.Core.Bpms.Bands;

/// <summary>Which of the moments that a band is the middle of were not learned from, because somebody marked their time as not normal.</summary>
internal static class MarkedSlots
{
    /// <summary>Stretches end on minutes; slots are many times as long.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    /// <summary>Why each of them was left out, one word for a day, oldest first; empty when none was, and without a rhythm.</summary>
    /// <param name="basis">What the band was computed from.</param>
    /// <param name="declared">What is declared of the metric, of any kind.</param>
    public static ImmutableArray<StretchKind> Of(BandBasis basis, ImmutableArray<Stretch> declared)
    {
        var baseline = basis.Baseline;
        if (baseline.Rhythm == Rhythm.None || baseline.Marked == 0)
            return [];
        ImmutableArray<Stretch> marked = [.. declared.Where(stretch => stretch.IsException && stretch.Overlaps(baseline.From, baseline.To)).OrderByDescending(stretch => stretch.DeclaredAt)];
        return
        [
            .. marked.SelectMany(stretch => DaysOf(stretch, baseline, basis.Rules.Zone)).Distinct().Order()
                .Where(day => IsCompared(basis, day)).Select(day => WhyLeftOut(basis, day, marked)).OfType<StretchKind>(),
        ];
    }

    /// <summary>The local days that a stretch touches within the history.</summary>
    private static IEnumerable<DateOnly> DaysOf(Stretch stretch, Baseline baseline, TimeZoneInfo zone)
    {
        var from = stretch.From > baseline.From ? stretch.From : baseline.From;
        var last = DayOf(stretch.To < baseline.To ? stretch.To.Value : baseline.To, zone);
        for (var day = DayOf(from, zone); day <= last; day = day.AddDays(1))
            yield return day;
    }

    /// <summary>Would it be counted if the history held this day alone?</summary>
    private static bool IsCompared(BandBasis basis, DateOnly day)
    {
        var (baseline, zone) = (basis.Baseline, basis.Rules.Zone);
        var (from, to) = (LocalMoment.Of(day, default, zone), LocalMoment.Of(day.AddDays(1), default, zone));
        return (basis with { Baseline = baseline with { From = from > baseline.From ? from : baseline.From, To = to < baseline.To ? to : baseline.To } }).Repeats > 0;
    }

    /// <summary>What holds most of a day's slot; of several, the one declared last. <see langword="null"/>: most of it was learned from.</summary>
    private static StretchKind? WhyLeftOut(BandBasis basis, DateOnly day, ImmutableArray<Stretch> latestFirst)
    {
        var (all, left, why) = (0, 0, default(Stretch));
        foreach (var at in Moments(day.ToDateTime(basis.SlotStart), basis.SlotLength, basis.Rules.Zone))
        {
            all++;
            if (latestFirst.FirstOrDefault(stretch => stretch.Covers(at)) is not { } stretch)
                continue;
            left++;
            why = why is null || stretch.DeclaredAt > why.DeclaredAt ? stretch : why;
        }

        return left * 2 > all ? why!.Kind : null;
    }

    /// <summary>Of an hour that comes twice both; of one that is skipped none.</summary>
    private static IEnumerable<DateTimeOffset> Moments(DateTime local, TimeSpan length, TimeZoneInfo zone)
    {
        for (var after = TimeSpan.Zero; after < length; after += Step)
        {
            var at = local + after;
            if (zone.IsAmbiguousTime(at))
                foreach (var offset in zone.GetAmbiguousTimeOffsets(at))
                    yield return new(at, offset);
            else if (!zone.IsInvalidTime(at))
                yield return new(at, zone.GetUtcOffset(at));
        }
    }

    private static DateOnly DayOf(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
}
