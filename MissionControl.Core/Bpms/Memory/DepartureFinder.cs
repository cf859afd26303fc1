using MissionControl.Core.Bpms.Judging;

namespace MissionControl.Core.Bpms.Memory;

/// <summary>
/// Follows a departure back through what was shown, so that "since" survives a restart. It goes back as long as samples were outside
/// their bands on the same side, or were said to be Watch or Off although the value was back for a moment.
/// </summary>
internal sealed class DepartureFinder(ISampleStore samples)
{
    /// <summary>Longer without a sample, and nobody knows whether it is still the same departure.</summary>
    public static readonly TimeSpan LongestGap = TimeSpan.FromMinutes(30);

    /// <summary>Before that only one sample an hour is kept.</summary>
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(14);

    private static readonly TimeSpan AtOnce = TimeSpan.FromDays(1);

    /// <summary>What an old sample stands for at most: one in five minutes is kept.</summary>
    private static readonly TimeSpan LongestStand = TimeSpan.FromMinutes(5);

    /// <summary>The departure in which <paramref name="replayed"/> begins; <see langword="null"/> when it began no earlier.</summary>
    /// <param name="replayed">What was shown lately, oldest first.</param>
    public async Task<Departure?> FindAsync(Bpm bpm, IReadOnlyList<ShownSample> replayed, CancellationToken cancellationToken)
    {
        if (replayed.Count == 0 || SideOf(replayed[0]) is not { } side)
            return null;
        var walk = new Walk(bpm, replayed[0], side);
        var begin = replayed[0].Sample.At;
        for (var to = begin; to > begin - Farthest && !walk.IsOver; to -= AtOnce)
            walk.Take(await samples.ReadAsync(bpm.Id, to - AtOnce, to, cancellationToken));
        return walk.Found;
    }

    private static Direction? SideOf(ShownSample shown) => shown.Band is not { } band ? null
        : band.IsBelow(shown.Sample.Value) ? Direction.Below
        : band.IsAbove(shown.Sample.Value) ? Direction.Above
        : null;

    /// <summary>From the newest to the oldest.</summary>
    private sealed class Walk(Bpm bpm, ShownSample begin, Direction side)
    {
        private ShownSample _earliest = begin;
        private bool _hasMoved;
        private Impact? _impact;

        public bool IsOver { get; private set; }

        public Departure? Found { get; private set; }

        public void Take(IReadOnlyList<ShownSample> stretch)
        {
            var before = _earliest;
            for (var i = stretch.Count - 1; i >= 0 && !IsOver; i--)
                if (stretch[i].Sample.At < _earliest.Sample.At)
                    Take(stretch[i]);
            IsOver |= ReferenceEquals(before, _earliest);
        }

        private void Take(ShownSample older)
        {
            var apart = _earliest.Sample.At - older.Sample.At;
            // The first sample's own share is counted by the replay.
            if (_hasMoved && _earliest.Band is { } band
                && ImpactRules.Of(bpm, _earliest.Sample, band, apart < LongestStand ? apart : LongestStand) is { } more)
                _impact = (_impact ?? default) + more;
            if (Found is not null)
                Found = Found with { Impact = _impact };

            var outside = SideOf(older);
            var goesOn = outside == side || (outside is null && older.State is TileState.Watch or TileState.Off);
            if (apart > LongestGap || !goesOn)
            {
                IsOver = true;
                return;
            }

            (_earliest, _hasMoved) = (older, true);
            if (outside == side)
                Found = new(older.Sample.At, side, _impact);
        }
    }
}
