namespace MissionControl.Core.Changes.Guilt;

/// <summary>
/// How much is changed anyway, at each distance from what broke: where much is changed all the time, one more change just before a break says
/// less. Of the 30 days before; a distance is believed to have its part of all until it shows another.
/// </summary>
internal sealed class Traffic
{
    private static readonly TimeSpan Over = TimeSpan.FromDays(30);

    /// <summary>As strong as so many changes.</summary>
    private const double Belief = 20;

    /// <summary>The part of changes that name no service, and one that nobody knows, until they show another.</summary>
    private const double Nameless = 0.05;

    /// <summary>Even where hardly anything was told yet: one change a day in all.</summary>
    private const double Least = 1.0 / 1440;

    private readonly Neighbourhood _near;
    private readonly Dictionary<Nearness, int> _counts = [];
    private readonly int _all;
    private readonly double _aMinute;

    private Traffic(ToldChanges told, Break broke, Neighbourhood near)
    {
        _near = near;
        var oldest = broke.At;
        foreach (var change in told.All.Where(change => change.At <= broke.At && change.At > broke.At - Over))
        {
            var nearness = NearnessOf(change, told.Past);
            _counts[nearness] = _counts.GetValueOrDefault(nearness) + 1;
            _all++;
            oldest = change.At;
        }

        _aMinute = Math.Max(Least, _all / Math.Max(1440, (broke.At - oldest).TotalMinutes));
    }

    public static Traffic Of(ToldChanges told, Break broke, Neighbourhood near) => new(told, broke, near);

    /// <summary>Of a change that names no service, as near as the service that the same thing was changed in before.</summary>
    public Nearness NearnessOf(Change change, PastGuilt past) => _near.Of(change.Service ?? past.ServiceOf(change));

    /// <summary>Changes a minute, so near.</summary>
    public double AMinute(Nearness nearness)
    {
        var expected = nearness.Kind is NearnessKind.OfAll or NearnessKind.Unknown ? Nameless : _near.SizeOf(nearness) / (double)Math.Max(1, _near.Known.Count);
        return _aMinute * (_counts.GetValueOrDefault(nearness) + (Belief * expected)) / (_all + Belief);
    }
}
