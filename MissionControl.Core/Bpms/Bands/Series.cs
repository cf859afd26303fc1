using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MissionControl.Core.Bpms.Bands;

/// <summary>A history, ready for learning: values on their scale, with where each lies in the local week.</summary>
internal sealed class Series
{
    /// <summary>Behind so many events a share stands for itself.</summary>
    private const double EnoughEvents = 100;

    private const double HoursPooled = 4;

    /// <summary>The same of what is counted, which changes quicker than a share.</summary>
    private const double HoursPooledOfCounts = 1;

    private readonly Workspace _room;
    private readonly Memory<long> _ticks;
    private readonly Memory<double> _raw;
    private readonly Memory<double> _values;
    private readonly Memory<double> _volumes;
    private Memory<double> _steady;
    private readonly Memory<double> _hoursOfWeek;
    private readonly Memory<double> _hoursOfDay;
    private readonly Memory<double> _minutes;
    private readonly byte[] _hourOfDay;

    private Series(int count, bool isShare, Workspace room)
    {
        (IsShare, Day, _hourOfDay, _room, _ticks) = (isShare, new int[count], new byte[count], room, room.Room<long>(count));
        (_raw, _values, _volumes) = (room.Room<double>(count), room.Room<double>(count), room.Room<double>(count));
        (_hoursOfWeek, _hoursOfDay, _minutes) = (room.Room<double>(count), room.Room<double>(count), room.Room<double>(count));
    }

    public int Count => _raw.Length;

    /// <summary>Are the values shares of <see cref="Volumes"/>?</summary>
    public bool IsShare { get; }

    public Scale Scale { get; private set; }

    /// <summary>As they came.</summary>
    public Span<double> Raw => _raw.Span;

    /// <summary>On <see cref="Scale"/>.</summary>
    public Span<double> Values => _values.Span;

    /// <summary>
    /// The same where enough is behind each. Where a share or a count has few events behind it, that of the samples around it together: the middle of
    /// many shares of three events is 1 where one event in ten fails, and that of many counts is 1 where one or two are as usual as none.
    /// </summary>
    public ReadOnlySpan<double> Steady => _steady.Span;

    /// <summary>The same, as distances from no shape at all.</summary>
    public ReadOnlyMemory<double> Unshaped => _values;

    public Span<double> Volumes => _volumes.Span;

    /// <summary>The middle of the volumes of shares; 0 for whatever has none.</summary>
    public double UsualVolume { get; private set; }

    public bool HasVolumes { get; private set; }

    /// <summary>What one event is in the unit of what is counted; <see langword="null"/> where nothing is, or no whole events.</summary>
    public double? One { get; private set; }

    /// <summary>Is the middle sample of what is counted one of few events?</summary>
    public bool IsOfFew { get; private set; }

    /// <summary>
    /// What one event is where the noise grows quicker than that of independent events, too; <see langword="null"/> where it does not grow at all, as in numbers of
    /// machines, which are whole and not events, and for shares.
    /// </summary>
    public double? Event { get; private set; }

    public Span<double> HourOfWeek => _hoursOfWeek.Span;

    public Span<double> HoursOfDay => _hoursOfDay.Span;

    /// <summary>Numbers of local days.</summary>
    public int[] Day { get; }

    /// <summary>Since the sample before.</summary>
    public Span<double> Minutes => _minutes.Span;

    /// <summary>The usual time between samples, in minutes.</summary>
    public double Interval { get; private set; }

    public double Days { get; private set; }

    /// <summary>As fine as the samples fill.</summary>
    public int SlotsPerHour => Interval <= 5.5 && Days >= 5 ? 4 : Interval <= 15.5 ? 2 : 1;

    /// <summary>Samples of the first day, or the first fifth, while the level finds its place.</summary>
    public int BurnIn => Math.Min(Count / 5, (int)(1440 / Interval));

    public int HourOfDay(int place) => _hourOfDay[place];

    /// <summary>How much a sample moves the level, 0 to 1.</summary>
    public double Weight(int place) => UsualVolume > 0 ? LevelGains.Weight(Volumes[place], UsualVolume) : 1;

    /// <summary>The same for the same samples only.</summary>
    public string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(Raw));
        hash.AppendData(MemoryMarshal.AsBytes(Volumes));
        hash.AppendData(MemoryMarshal.AsBytes(Minutes));
        hash.AppendData(MemoryMarshal.AsBytes(HourOfWeek));
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(..8));
    }

    public static Series Read(ReadOnlySpan<Sample> history, LearningRules rules, Workspace room)
    {
        var series = new Series(history.Length, rules.IsShare, room) { HasVolumes = true };
        var clock = new WeekClock(rules.Zone, rules.Holidays);
        var ticks = series._ticks.Span;
        var days = series.Day;
        var raw = series.Raw;
        var volumes = series.Volumes;
        var ofWeek = series.HourOfWeek;
        var ofDay = series.HoursOfDay;
        for (var i = 0; i < history.Length; i++)
        {
            ref readonly var sample = ref history[i];
            ticks[i] = sample.At.UtcTicks;
            raw[i] = sample.Value;
            volumes[i] = sample.Volume ?? 0;
            series.HasVolumes &= sample.Volume is not null;
            ofWeek[i] = clock.HourOfWeek(sample.At);
            ofDay[i] = Rhythms.Within(ofWeek[i], Baseline.HoursOfDay);
            series._hourOfDay[i] = (byte)double.ConvertToIntegerNative<int>(ofDay[i]);
            days[i] = clock.Day(sample.At);
        }

        series.Measure();
        return series;
    }

    /// <summary>The same without some samples.</summary>
    /// <param name="isLeftOut">For each sample.</param>
    public Series Without(ReadOnlySpan<bool> isLeftOut)
    {
        var rest = new Series(isLeftOut.Count(false), IsShare, _room) { HasVolumes = HasVolumes };
        for (int from = 0, place = 0; from < isLeftOut.Length;)
        {
            var end = isLeftOut[from..].IndexOf(true) is var kept and >= 0 ? from + kept : isLeftOut.Length;
            rest.Copy(this, from..end, place);
            place += end - from;
            from = isLeftOut[end..].IndexOf(false) is var left and >= 0 ? end + left : isLeftOut.Length;
        }

        rest.Measure();
        return rest;
    }

    private void Copy(Series other, Range samples, int place)
    {
        other._ticks[samples].CopyTo(_ticks[place..]);
        other._raw[samples].CopyTo(_raw[place..]);
        other._volumes[samples].CopyTo(_volumes[place..]);
        other._hoursOfWeek[samples].CopyTo(_hoursOfWeek[place..]);
        other._hoursOfDay[samples].CopyTo(_hoursOfDay[place..]);
        other._hourOfDay.AsSpan(samples).CopyTo(_hourOfDay.AsSpan(place));
        other.Day.AsSpan(samples).CopyTo(Day.AsSpan(place));
    }

    private void Measure()
    {
        var ticks = _ticks.Span;
        var minutes = Minutes;
        for (var i = 1; i < minutes.Length; i++)
            minutes[i] = new TimeSpan(ticks[i] - ticks[i - 1]).TotalMinutes;
        Interval = Math.Max(1.0 / 60, Quantiles.Of(minutes[1..], 0.5));
        minutes[0] = Interval;
        Days = new TimeSpan(ticks[^1] - ticks[0]).TotalDays;
        UsualVolume = IsShare && HasVolumes ? Quantiles.Of(Volumes, 0.5) : 0;
        var one = WholeEvents.One(this);
        Scale = IsShare ? default : Scale.Choose(Raw, one);
        Event = IsShare || Scale.Kind == ScaleKind.Linear ? null : one;
        One = IsShare || Scale.Kind == ScaleKind.SquareRoot ? one : null;
        var scale = Scale;
        var raw = Raw;
        var values = Values;
        for (var i = 0; i < values.Length; i++)
            values[i] = scale.To(raw[i]);
        IsOfFew = !IsShare && Quantiles.Of(raw, 0.5) < WholeEvents.Few * One;
        _steady = UsualVolume is > 0 and < EnoughEvents ? Pooled(EnoughEvents, HoursPooled)
            : IsOfFew ? Pooled(WholeEvents.Few, HoursPooledOfCounts)
            : _values;
    }

    /// <summary>Of each sample and as many before as after it as have enough events together, within a few hours.</summary>
    private Memory<double> Pooled(double enough, double hours)
    {
        var (pooled, all, good, events) = (_room.Room<double>(Count), new double[Count + 1], new double[Count + 1], new double[Count + 1]);
        var raw = Raw;
        var volumes = Volumes;
        var ticks = _ticks.Span;
        for (var i = 0; i < Count; i++)
        {
            var weight = IsShare ? volumes[i] : 1;
            (all[i + 1], good[i + 1]) = (all[i] + weight, good[i] + (weight * raw[i]));
            events[i + 1] = IsShare ? all[i + 1] : good[i + 1] / One!.Value;
        }

        var widest = TimeSpan.FromHours(hours).Ticks;
        for (var i = 0; i < Count; i++)
        {
            var (from, to) = (i, i + 1);
            for (var step = 1; events[to] - events[from] < enough; step *= 2)
            {
                var (wider, farther) = (Math.Max(0, from - step), Math.Min(Count, to + step));
                if ((wider == from && farther == to) || ticks[farther - 1] - ticks[wider] > widest)
                    break;
                (from, to) = (wider, farther);
            }

            pooled.Span[i] = Scale.To(all[to] > all[from] ? (good[to] - good[from]) / (all[to] - all[from]) : raw[i]);
        }

        return pooled;
    }
}
