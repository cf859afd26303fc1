using System.Runtime.CompilerServices;

namespace MissionControl.Core.Bpms.Bands;

/// <summary>
/// The plain average of the last minutes: unlike one that fades, it forgets what is older at once and takes what is new in full. Time not
/// seen yet counts as zero. Allocates nothing.
/// </summary>
/// <param name="window">How many minutes.</param>
/// <param name="longest">No sample stands for more minutes than this.</param>
internal struct RecentMean(double window, double longest)
{
    private const int Places = 20;

    /// <summary>Samples that come oftener share a place.</summary>
    private readonly double _shortest = window / (Places - 4);

    private Parts _parts;
    private int _oldest;
    private int _count;
    private double _clock;
    private double _sum;
    private double _minutes;

    public double Take(double value, double minutes)
    {
        _clock += minutes;
        while (_count > 0 && _clock - _parts[_oldest].End >= window - 1e-6)
        {
            _sum -= _parts[_oldest].Sum;
            _minutes -= _parts[_oldest].Minutes;
            _oldest = Wrapped(_oldest + 1);
            _count--;
        }

        if (_count == 0)
            Forget();
        var stands = double.MinNative(minutes, longest);
        var newest = Wrapped(_oldest + Math.Max(0, _count - 1));
        if (_count > 0 && _parts[newest].Minutes < _shortest)
        {
            _parts[newest] = new(_parts[newest].Sum + (value * stands), _parts[newest].Minutes + stands, _clock);
        }
        else
        {
            _parts[Wrapped(_oldest + _count)] = new(value * stands, stands, _clock);
            _count++;
        }

        _sum += value * stands;
        _minutes += stands;
        return _sum / double.MaxNative(window, _minutes);
    }

    public void Forget() => (_count, _sum, _minutes) = (0, 0, 0);

    private static int Wrapped(int place) => place >= Places ? place - Places : place;

    private readonly record struct Part(double Sum, double Minutes, double End);

    [InlineArray(Places)]
    private struct Parts
    {
        private Part _first;
    }
}
