namespace MissionControl.Bench.Bands;

/// <summary>
/// What is possible at all: a detector that knows the true rate exactly (constant, without a rhythm or a level that wanders), sees the count of every
/// single minute, and is the quickest test for exactly one trouble (Page's cumulative sum of the log likelihood ratio, 1954: Poisson, or binomial
/// given the minute's events; none has a shorter worst delay, Moustakides 1986). By simulation its threshold is passed by chance once in four weeks (Off) or once a day (Watch); where counts make the
/// threshold jump, the two nearest are mixed.
/// </summary>
internal sealed class BestPossible
{
    private const double ShareThatGoesWell = 0.9;
    private const int FourWeeks = 28 * Troubles.Day;
    private const int FourWeeksSimulated = 150;
    private const int TroublesSimulated = 10_000;
    private const int MinutesBefore = 200;
    private const int LongestMinutes = 15;

    private readonly Random _random = new(1);
    private readonly bool _isShare;
    private readonly double _left;
    private readonly (PoissonTable Well, PoissonTable Bad) _clean;
    private readonly (PoissonTable Well, PoissonTable Bad) _hurt;
    private readonly double _perMinute;

    /// <summary>How high the sum went between two returns to nothing; in order of size.</summary>
    private readonly double[] _peaks;

    /// <summary>By trouble: the highest sum so far, minute by minute.</summary>
    private readonly double[][] _sums;

    public BestPossible(double perHour, bool isShare, Trouble trouble)
    {
        (_isShare, _left, _perMinute) = (isShare, trouble.Left(0), perHour / Troubles.Minute);
        (_clean, _hurt) = (TablesOf(1), TablesOf(_left));
        _peaks = Peaks();
        _sums = [.. Enumerable.Range(0, TroublesSimulated).Select(_ => Hurt())];
    }

    /// <summary>Told within 3, 8 and 15 minutes, as shares of a hundred.</summary>
    public string Watched() => Told(28);

    /// <summary>The same.</summary>
    public string Off() => Told(1);

    private string Told(int timesInFourWeeks) => string.Join(" / ", ((int[])[3, 8, LongestMinutes]).Select(minutes => $"{Told(minutes, timesInFourWeeks * FourWeeksSimulated):0.#}"));

    /// <param name="minutes">Within which it is told.</param>
    /// <param name="allowed">So many peaks may pass the threshold.</param>
    private double Told(int minutes, int allowed)
    {
        if (_peaks.Length <= allowed)
            return Passing(minutes, 0);
        // The threshold that just so many peaks would pass, if none were alike: those alike pass together or not at all.
        var threshold = _peaks[^(allowed + 1)];
        var (above, alike) = (_peaks.Count(peak => peak > threshold), _peaks.Count(peak => peak == threshold));
        var mixed = (allowed - above) / (double)alike;
        return (mixed * Passing(minutes, double.BitDecrement(threshold))) + ((1 - mixed) * Passing(minutes, threshold));
    }

    private double Passing(int minutes, double threshold) => 100.0 * _sums.Count(sums => sums[minutes - 1] > threshold) / _sums.Length;

    private double[] Peaks()
    {
        var (peaks, sum, peak) = (new List<double>(), 0.0, 0.0);
        for (var i = 0; i < FourWeeksSimulated * FourWeeks; i++)
        {
            sum = Next(sum, _clean);
            peak = Math.Max(peak, sum);
            if (sum > 0 || peak <= 0)
                continue;
            peaks.Add(peak);
            peak = 0;
        }

        peaks.Sort();
        return [.. peaks];
    }

    private double[] Hurt()
    {
        var (sum, highest, sums) = (0.0, 0.0, new double[LongestMinutes]);
        for (var i = 0; i < MinutesBefore; i++)
            sum = Next(sum, _clean);
        for (var i = 0; i < sums.Length; i++)
        {
            sum = Next(sum, _hurt);
            sums[i] = highest = Math.Max(highest, sum);
        }

        return sums;
    }

    private double Next(double sum, (PoissonTable Well, PoissonTable Bad) tables)
    {
        var (well, bad) = (tables.Well.Draw(_random), tables.Bad.Draw(_random));
        // Of nothing nothing is left: one event that goes well and it is no outage.
        var ofWell = well == 0 ? 0 : well * Math.Log(_left);
        return Math.Max(0, sum + ofWell + (_isShare ? bad * Math.Log((1 - (ShareThatGoesWell * _left)) / (1 - ShareThatGoesWell)) : _perMinute * (1 - _left)));
    }

    /// <summary>Events that go well and others are independent; of a rate all go well.</summary>
    private (PoissonTable Well, PoissonTable Bad) TablesOf(double left) => _isShare
        ? (new(_perMinute * ShareThatGoesWell * left), new(_perMinute * (1 - (ShareThatGoesWell * left))))
        : (new(_perMinute * left), new(0));

    /// <summary>Draws counts of one mean from a table of their probabilities.</summary>
    private sealed class PoissonTable
    {
        private const int Places = 1024;
        private readonly double[] _upTo;
        private readonly int[] _first = new int[Places];

        public PoissonTable(double mean)
        {
            var (upTo, sum) = (new List<double>(), 0.0);
            for (var (count, logarithm) = (0, -mean); sum < 1 - 1e-12 && count < (3 * mean) + 60; count++, logarithm += Math.Log(mean / count))
                upTo.Add(sum += Math.Exp(logarithm));
            _upTo = [.. upTo];
            for (var place = 0; place < Places; place++)
                _first[place] = Math.Max(0, upTo.FindIndex(total => total >= place / (double)Places));
        }

        public int Draw(Random random)
        {
            var uniform = random.NextDouble();
            var count = _first[(int)(uniform * Places)];
            while (count < _upTo.Length - 1 && _upTo[count] < uniform)
                count++;
            return count;
        }
    }
}
