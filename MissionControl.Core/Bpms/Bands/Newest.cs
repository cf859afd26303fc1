using System.Runtime.CompilerServices;

namespace MissionControl.Core.Bpms.Bands;

/// <summary>
/// What is new in each sample of a query that looks back over one or several of them. Neighbours share most of their events, but what comes in and what
/// falls out at the other end can be told apart, because what falls out is what came in so many samples before. Says how rare it is that so
/// few came of late, over whichever of the last minutes that is rarest. Allocates nothing.
/// </summary>
/// <param name="overlap">How the samples overlap.</param>
/// <param name="minutes">Between samples.</param>
internal struct Newest(Overlap overlap, double minutes)
{
    /// <summary>The most samples a query may look back over.</summary>
    public const int Most = 60;

    /// <summary>The most that are looked at together.</summary>
    public const int MostTogether = 15;

    private const double LongestMinutes = 15;

    /// <summary>So many lengths of the query pass before its parts are known.</summary>
    private const int Settled = 10;

    private const double Tiny = 1e-6;

    /// <summary>Less than half an event is none, but for what is not known exactly.</summary>
    private const double None = 0.5;

    /// <summary>That nothing comes at all is reckoned to be four times as likely to be trouble as any lesser loss.</summary>
    public static readonly double Outage = Math.Log(4);

    /// <summary>So many samples, and about as many minutes, without anything are a stretch of nothing.</summary>
    private const int FewestOfNothing = 3;

    private const double LeastMinutesOfNothing = 2.9;

    /// <summary>Samples may come so much too early or late, as a share of the time between them.</summary>
    private const double Jitter = 0.2;

    private readonly int _longest = Math.Clamp((int)(LongestMinutes / minutes), 1, MostTogether);
    private Overlap _overlap = overlap;
    private Parts _parts;
    private int _place;
    private int _known;
    private double _unbroken;
    private int _countable;
    private double _seen;
    private double _volume;
    private double _expected;
    private int _rarest;
    private (double Rare, double Minutes) _nothing;
    private Lately _lately = new();

    /// <summary>The length of the stretch in which so few came that it is rarest; 0: none.</summary>
    public readonly double RarestMinutes => _rarest * minutes;

    /// <summary>
    /// Of the longest of the last stretches without anything: how rare that is where what is expected came, as the negative natural logarithm of its
    /// probability, and how long it is. 0: something came within three samples.
    /// </summary>
    public readonly (double Rare, double Minutes) Nothing => _nothing;

    /// <summary>What is new in the last sample; <see langword="null"/> while that is not known.</summary>
    public readonly (double Seen, double Expected)? Last => _known >= Settled * _overlap.Samples ? (_parts[_place].Seen, _parts[_place].Expected) : null;

    /// <summary>Takes what was learned since.</summary>
    public void Use(Overlap overlap)
    {
        if (overlap.Samples != _overlap.Samples)
            _known = 0;
        _overlap = overlap;
    }

    /// <summary>After trouble what came during it does not count any more.</summary>
    public void Forget() => _countable = 0;

    /// <summary>Folds in a sample.</summary>
    /// <param name="surprise">The sample.</param>
    /// <param name="since">Minutes since the one before.</param>
    /// <param name="least">Whether it is rarer than this is all that is asked: what surely is not need not be told exactly.</param>
    /// <returns>The negative natural logarithm of how rare it is that so few came; 0 while that is not known.</returns>
    public double Take(in Surprise surprise, double since, double least = 0)
    {
        var many = _overlap.Samples;
        (_rarest, _nothing) = (0, default);
        if (many < 1 || surprise.PerUnit <= 0)
            return 0;
        if (Math.Abs(since - minutes) > Jitter * minutes)
            _known = 0;
        _place = _place + 1 == Most ? 0 : _place + 1;
        ref readonly var older = ref _parts[Before(_place, MostTogether)];
        _lately.Take(older.Seen, older.Expected, since);
        var gone = _parts[Before(_place, many)];
        // As the mean of so many: what is not known at first weighs less with every query's length.
        _unbroken = _known < many ? 0 : _unbroken + 1;
        var forgotten = double.MaxNative(_overlap.Forgotten, many / (_unbroken + many));
        var (volume, expected) = (surprise.Volume / many, (surprise.Newest ?? surprise.Expected) / many);
        // Of a long one as much has gone as is usual of the query it goes from: so its parts go on to be the whole of it.
        var usual = _overlap.IsLong && _expected > 0 ? gone.Expected * _seen / _expected : expected;
        _parts[_place] = _known < many
            ? new(surprise.Seen / many, volume, expected, surprise.Seen, surprise.Volume)
            : new(Next(surprise.Seen - _seen, gone.Seen, usual, forgotten), Next(surprise.Volume - _volume, gone.Volume, volume, forgotten), expected, surprise.Seen, surprise.Volume);
        (_seen, _volume, _expected) = (surprise.Seen, surprise.Volume, surprise.Expected);
        _known = Math.Min(_known + 1, Settled * many);
        _countable = Math.Min(_countable + 1, _longest);
        return _known < Settled * many || double.IsPositiveInfinity(least) ? 0 : Rarest(surprise, least);
    }

    /// <summary>The share of a sample's events that are new in it; <see langword="null"/> while that is not known.</summary>
    public readonly double? NewOf(in Surprise surprise) =>
        surprise.Volume > 0 && _overlap.Samples > 0 && _known >= Settled * _overlap.Samples ? double.ClampNative(_parts[_place].Volume / surprise.Volume, 0, 1) : null;

    private static double Next(double more, double gone, double usual, double forgotten) => more + gone + (forgotten * (usual - gone));

    private double Rarest(in Surprise surprise, double least)
    {
        var (rarest, seen, volume, expected) = (0.0, 0.0, 0.0, 0.0);
        var (whole, wholeVolume, query, ofQuery) = (0.0, 0.0, _place, 0);
        // What lasts does not cancel out: the more samples together, the less each of them tells.
        var (alone, lasting) = (_overlap.Alone, _overlap.Lasting / _overlap.Samples);
        var level = 1.0;
        if (surprise.Share <= 0 && lasting > 0)
        {
            (level, var left) = _lately.Level(surprise.Expected * alone / _overlap.Lasting, surprise.PerUnit);
            lasting *= left;
        }

        for (int i = 1, place = _place; i <= _countable; i++, place = Before(place, 1))
        {
            seen += _parts[place].Seen;
            volume += _parts[place].Volume;
            expected += level * _parts[place].Expected;
            if (++ofQuery == _overlap.Samples)
            {
                // What came in whole queries one after the other is known exactly.
                ofQuery = 0;
                (whole, wholeVolume, query) = (whole + _parts[query].Whole, wholeVolume + _parts[query].WholeVolume, Before(query, _overlap.Samples));
                (seen, volume) = (whole, wholeVolume);
            }

            // What is known of the rest is never less than nothing.
            (seen, volume) = (double.MaxNative(seen, whole), double.MaxNative(volume, wholeVolume));
            double rare;
            var isStretch = i >= FewestOfNothing && i * minutes >= LeastMinutesOfNothing;
            if (surprise.Share > 0)
            {
                var each = surprise.PerUnit / (alone + (lasting * i));
                if (isStretch && seen < None)
                    _nothing = (each * OfShare(0, volume, surprise.Share), i * minutes);
                rare = each * MostOfShare(seen, volume, surprise.Share) > double.MaxNative(rarest, least) ? each * OfShare(seen, volume, surprise.Share) : 0;
            }
            else
            {
                var each = surprise.PerUnit / alone;
                var nothing = seen * each < None ? Outage : 0;
                if (isStretch && nothing > 0)
                    _nothing = (expected * each, i * minutes);
                rare = MostOfCount(seen * each, expected * each) + nothing > double.MaxNative(rarest, least) ? OfCount(seen * each, expected * each, lasting * i / alone) + nothing : 0;
            }

            if (rare > rarest)
                (rarest, _rarest) = (rare, i);
        }

        return rarest;
    }

    private static int Before(int place, int samples) => place >= samples ? place - samples : place + Most - samples;

    /// <summary>At least <see cref="OfCount"/>, at less cost: no likelihood ratio of so few is above (e − s)² / (e + s), and no logarithm above its tangent.</summary>
    private static double MostOfCount(double seen, double expected) =>
        seen < expected ? 1.27 + (1.184 * (expected - seen) * (expected - seen) / (expected + seen)) : 0;

    /// <summary>At least <see cref="OfShare"/>, likewise.</summary>
    private static double MostOfShare(double good, double events, double expected) =>
        (expected * events) - good is var missing and > 0 ? missing * missing / (events * expected * (1 - expected)) : 0;

    /// <summary>
    /// So few events or fewer: the likelihood ratio of counts whose mean wanders (Poisson and gamma), and of the tail beyond it what a Gaussian has.
    /// </summary>
    /// <param name="seen">Events.</param>
    /// <param name="expected">Of them.</param>
    /// <param name="wander">The variance of the mean, as a share of that of the events.</param>
    private static double OfCount(double seen, double expected, double wander)
    {
        if (seen >= expected)
            return 0;
        var own = seen > 0 ? seen * Math.Log(seen / expected) : 0;
        var each = wander / expected;
        var ratio = each > Tiny
            ? own - ((seen + (1 / each)) * Math.Log((1 + (each * seen)) / (1 + wander)))
            : own - seen + expected;
        return ratio > 1 && seen >= 1 ? ratio + (0.5 * Math.Log(4 * Math.PI * ratio)) : ratio;
    }

    /// <summary>So few of these events or fewer went well (binomial): the likelihood ratio.</summary>
    private static double OfShare(double good, double events, double expected)
    {
        var share = events > 0 ? double.ClampNative(good / events, 0, 1) : 1;
        if (share >= expected)
            return 0;
        var well = share > 0 ? share * Math.Log(share / expected) : 0;
        return events * (well + ((1 - share) * Math.Log((1 - share) / (1 - expected))));
    }

    /// <summary>What is new in a sample, and the whole of it.</summary>
    private readonly record struct Part(double Seen, double Volume, double Expected, double Whole, double WholeVolume);

    [InlineArray(Most)]
    private struct Parts
    {
        private Part _first;
    }
}
