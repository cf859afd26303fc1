using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MissionControl.Core.Bpms.Bands;

/// <summary>A history, ready for learning: values on their scale, with where each lies in the local week.</summary>
internal sealed class Series
{
    private readonly long[] _ticks;

    private Series(int count, bool isShare)
    {
        (IsShare, _ticks) = (isShare, new long[count]);
        (Raw, Values, Volumes, HourOfWeek, HoursOfDay, Day, Minutes) =
            (new double[count], new double[count], new double[count], new double[count], new double[count], new int[count], new double[count]);
    }

    public int Count => Raw.Length;

    /// <summary>Are the values shares of <see cref="Volumes"/>?</summary>
    public bool IsShare { get; }

    public Scale Scale { get; private set; }

    /// <summary>As they came.</summary>
    public double[] Raw { get; }

    /// <summary>On <see cref="Scale"/>.</summary>
    public double[] Values { get; }

    public double[] Volumes { get; }

    /// <summary>The middle of the volumes of shares; 0 for whatever has none.</summary>
    public double UsualVolume { get; private set; }

    public bool HasVolumes { get; private set; }

    public double[] HourOfWeek { get; }

    public double[] HoursOfDay { get; }

    /// <summary>Numbers of local days.</summary>
    public int[] Day { get; }

    /// <summary>Since the sample before.</summary>
    public double[] Minutes { get; }

    /// <summary>The usual time between samples, in minutes.</summary>
    public double Interval { get; private set; }

    public double Days { get; private set; }

    /// <summary>As fine as the samples fill.</summary>
    public int SlotsPerHour => Interval <= 5.5 && Days >= 5 ? 4 : Interval <= 15.5 ? 2 : 1;

    /// <summary>Samples of the first day, or the first fifth, while the level finds its place.</summary>
    public int BurnIn => Math.Min(Count / 5, (int)(1440 / Interval));

    public int HourOfDay(int place) => (int)HoursOfDay[place];

    /// <summary>The same for the same samples only.</summary>
    public string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(Raw.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(Volumes.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(Minutes.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(HourOfWeek.AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(..8));
    }

    public static Series Read(ReadOnlySpan<Sample> history, LearningRules rules)
    {
        var series = new Series(history.Length, rules.IsShare) { HasVolumes = true };
        var clock = new WeekClock(rules.Zone, rules.Holidays);
        for (var i = 0; i < history.Length; i++)
        {
            ref readonly var sample = ref history[i];
            series._ticks[i] = sample.At.UtcTicks;
            series.Raw[i] = sample.Value;
            series.Volumes[i] = sample.Volume ?? 0;
            series.HasVolumes &= sample.Volume is not null;
            series.HourOfWeek[i] = clock.HourOfWeek(sample.At);
            series.HoursOfDay[i] = Rhythms.Within(series.HourOfWeek[i], Baseline.HoursOfDay);
            series.Day[i] = clock.Day(sample.At);
        }

        series.Measure();
        return series;
    }

    /// <summary>The same without some samples.</summary>
    /// <param name="isLeftOut">For each sample.</param>
    public Series Without(ReadOnlySpan<bool> isLeftOut)
    {
        var rest = new Series(isLeftOut.Count(false), IsShare) { HasVolumes = HasVolumes };
        for (int i = 0, place = 0; i < isLeftOut.Length; i++)
        {
            if (isLeftOut[i])
                continue;
            (rest._ticks[place], rest.Raw[place], rest.Volumes[place]) = (_ticks[i], Raw[i], Volumes[i]);
            (rest.HourOfWeek[place], rest.HoursOfDay[place], rest.Day[place]) = (HourOfWeek[i], HoursOfDay[i], Day[i]);
            place++;
        }

        rest.Measure();
        return rest;
    }

    private void Measure()
    {
        for (var i = 1; i < Count; i++)
            Minutes[i] = new TimeSpan(_ticks[i] - _ticks[i - 1]).TotalMinutes;
        Interval = Math.Max(1.0 / 60, Quantiles.Of(Minutes.AsSpan(1..), 0.5));
        Minutes[0] = Interval;
        Days = new TimeSpan(_ticks[^1] - _ticks[0]).TotalDays;
        UsualVolume = IsShare && HasVolumes ? Quantiles.Of(Volumes, 0.5) : 0;
        Scale = IsShare ? default : Scale.Choose(Raw);
        for (var i = 0; i < Count; i++)
            Values[i] = Scale.To(Raw[i]);
    }
}
