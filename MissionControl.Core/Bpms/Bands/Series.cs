using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MissionControl.Core.Bpms.Bands;

/// <summary>A history, ready for learning: values on their scale, with where each lies in the local week.</summary>
internal sealed class Series
{
    private Series(int count) =>
        (Raw, Values, Volumes, HourOfWeek, HoursOfDay, Day, Minutes) =
        (new double[count], new double[count], new double[count], new double[count], new double[count], new int[count], new double[count]);

    public int Count => Raw.Length;

    public Scale Scale { get; private init; }

    /// <summary>As they came.</summary>
    public double[] Raw { get; }

    /// <summary>On <see cref="Scale"/>.</summary>
    public double[] Values { get; }

    public double[] Volumes { get; }

    /// <summary>The middle of the volumes of shares; 0 for whatever has none.</summary>
    public double UsualVolume { get; private init; }

    public bool HasVolumes { get; private init; }

    public double[] HourOfWeek { get; }

    public double[] HoursOfDay { get; }

    /// <summary>Numbers of local days.</summary>
    public int[] Day { get; }

    /// <summary>Since the sample before.</summary>
    public double[] Minutes { get; }

    /// <summary>The usual time between samples, in minutes.</summary>
    public double Interval { get; private init; }

    public double Days { get; private init; }

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
        var raw = new double[history.Length];
        var steps = new double[history.Length - 1];
        var hasVolumes = true;
        for (var i = 0; i < raw.Length; i++)
        {
            raw[i] = history[i].Value;
            hasVolumes &= history[i].Volume is not null;
            if (i > 0)
                steps[i - 1] = (history[i].At - history[i - 1].At).TotalMinutes;
        }

        var interval = Math.Max(1.0 / 60, Quantiles.Of(steps, 0.5));
        var series = new Series(history.Length)
        {
            Scale = rules.IsShare ? default : Scale.Choose(raw),
            HasVolumes = hasVolumes,
            UsualVolume = rules.IsShare && hasVolumes ? Quantiles.Of(VolumesOf(history), 0.5) : 0,
            Interval = interval,
            Days = (history[^1].At - history[0].At).TotalDays,
        };
        var clock = new WeekClock(rules.Zone, rules.Holidays);
        for (var i = 0; i < raw.Length; i++)
        {
            series.Raw[i] = raw[i];
            series.Values[i] = series.Scale.To(raw[i]);
            series.Volumes[i] = history[i].Volume ?? 0;
            series.HourOfWeek[i] = clock.HourOfWeek(history[i].At);
            series.HoursOfDay[i] = Rhythms.Within(series.HourOfWeek[i], Baseline.HoursOfDay);
            series.Day[i] = clock.Day(history[i].At);
            series.Minutes[i] = i == 0 ? interval : steps[i - 1];
        }

        return series;
    }

    private static double[] VolumesOf(ReadOnlySpan<Sample> history)
    {
        var volumes = new double[history.Length];
        for (var i = 0; i < volumes.Length; i++)
            volumes[i] = history[i].Volume ?? 0;
        return volumes;
    }
}
