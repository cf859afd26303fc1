using System.Runtime.Intrinsics;

namespace MissionControl.Core.Bpms.Bands;

/// <summary>A way to forecast a series: a level that follows its distances from a shape.</summary>
/// <param name="Distances">Of every sample.</param>
/// <param name="Clip">A step counts for no more than this.</param>
/// <param name="SlowMinutes">The time constant of the slow part of the level.</param>
/// <param name="FastMinutes">The time constant of its fast part, which may go anywhere; 0: there is none.</param>
internal readonly record struct Rival(ReadOnlyMemory<double> Distances, double Clip, double SlowMinutes, double FastMinutes);

/// <summary>How well a rival forecasts, after the first quarter, wild samples clipped.</summary>
/// <param name="Single">The mean error of single samples.</param>
/// <param name="Both">With that of their averages over a few hours, where noise cancels out and a wrong shape does not.</param>
internal readonly record struct RivalErrors(double Single, double Both);

/// <summary>
/// Measures up to four rivals on one series. Each step of a level waits for the one before it, so they run side by side, one in each
/// lane of a vector, in the time of one; what a lane computes is what <see cref="Follower"/> does.
/// </summary>
internal struct Rivals
{
    private const double MinutesOfBlock = 180;

    private readonly Vector256<double> _clip;
    private Vector256<double> _slow;
    private Vector256<double> _fast;
    private Vector256<double> _sum;
    private Vector256<double> _sumOfBlocks;
    private Vector256<double> _block;

    private Rivals(ReadOnlySpan<Rival> lanes)
    {
        for (var lane = 0; lane < lanes.Length; lane++)
        {
            _clip = _clip.WithElement(lane, lanes[lane].Clip);
            _slow = _slow.WithElement(lane, Follower.Start(lanes[lane].Distances.Span));
        }
    }

    /// <param name="series">What is forecast.</param>
    /// <param name="ahead">Each sample is forecast by what was known so many before; at least 1.</param>
    /// <param name="rivals">One to four.</param>
    public static RivalErrors[] Measure(Series series, int ahead, params ReadOnlySpan<Rival> rivals)
    {
        Span<Rival> lanes = new Rival[Vector256<double>.Count];
        lanes.Fill(rivals[0]);
        rivals.CopyTo(lanes);
        var level = new Rivals(lanes);
        level.Run(series, lanes, ahead);
        var (counted, errors) = (series.Count - From(series), new RivalErrors[rivals.Length]);
        for (var i = 0; i < errors.Length; i++)
            errors[i] = new(level._sum[i] / counted, (level._sum[i] + level._sumOfBlocks[i]) / counted);
        return errors;
    }

    private static int From(Series series) => series.Count / 4;

    private void Run(Series series, ReadOnlySpan<Rival> lanes, int ahead)
    {
        var one = lanes[0].Distances.Span;
        var two = lanes[1].Distances.Span;
        var three = lanes[2].Distances.Span;
        var four = lanes[3].Distances.Span;
        var minutes = series.Minutes;
        var gains = new LaneGains(lanes);
        var (from, inBlock, lengthOfBlock) = (From(series), 0, Math.Max(3, (int)(MinutesOfBlock / series.Interval)));
        Span<Vector256<double>> levels = stackalloc Vector256<double>[ahead];
        for (var i = 0; i < minutes.Length; i++)
        {
            gains.Pass(minutes[i]);
            var distances = Vector256.Create(one[i], two[i], three[i], four[i]);
            levels[i % ahead] = _slow + _fast;
            Take(distances, gains, series.Weight(i));
            if (i < from)
                continue;
            var clipped = Clipped(distances - levels[(i + 1) % ahead]);
            _sum += Vector256.Abs(clipped);
            _block += clipped;
            if (++inBlock < lengthOfBlock)
                continue;
            _sumOfBlocks += Vector256.Abs(_block);
            (_block, inBlock) = (default, 0);
        }
    }

    private void Take(Vector256<double> distances, in LaneGains gains, double weight)
    {
        var clipped = Clipped(distances - (_slow + _fast));
        var slowGain = gains.Slow * weight;
        _slow += slowGain * Clipped(distances - _slow);
        if (gains.HasFast)
            _fast = _fast + (gains.Fast * weight * clipped) - (_fast * slowGain);
    }

    private readonly Vector256<double> Clipped(Vector256<double> values) => Vector256.ClampNative(values, -_clip, _clip);

    /// <summary>The gains of each lane's level.</summary>
    private ref struct LaneGains(ReadOnlySpan<Rival> lanes)
    {
        private readonly ReadOnlySpan<Rival> _lanes = lanes;
        private double _minutes = double.NaN;

        public Vector256<double> Slow { get; private set; }

        public Vector256<double> Fast { get; private set; }

        public bool HasFast { get; private set; }

        public void Pass(double minutes)
        {
            if (minutes == _minutes)
                return;
            _minutes = minutes;
            for (var lane = 0; lane < _lanes.Length; lane++)
            {
                var (slow, fast) = new LevelGains(LevelRules.Free(_lanes[lane].SlowMinutes, _lanes[lane].FastMinutes)).After(minutes);
                (Slow, Fast) = (Slow.WithElement(lane, slow), Fast.WithElement(lane, fast));
            }

            HasFast = Fast != Vector256<double>.Zero;
        }
    }
}
