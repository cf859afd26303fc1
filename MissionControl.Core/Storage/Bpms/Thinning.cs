using MissionControl.Core.Bpms;

namespace MissionControl.Core.Storage.Bpms;

/// <summary>The thinning policy of docs/storage.md as a pure decision.</summary>
internal static class Thinning
{
    public static readonly TimeSpan EveryMinute = TimeSpan.FromHours(48);
    public static readonly TimeSpan EveryFewMinutes = TimeSpan.FromDays(14);
    public static readonly TimeSpan EveryHour = TimeSpan.FromDays(400);

    private const int FewMinutes = 5;

    /// <summary>Samples of this minute and later are all kept at <paramref name="now"/>.</summary>
    public static int KeptWhole(DateTimeOffset now) => Minutes.StartOfStretch(Minutes.Of(now - EveryMinute), FewMinutes);

    /// <summary>The minutes that go, of one BPM's samples (in order of time) older than <see cref="KeptWhole"/>.</summary>
    public static List<int> Doomed(IReadOnlyList<(int Minute, TileState State)> samples, DateTimeOffset now)
    {
        // Only whole stretches are thinned, so that one is never judged while part of it is still to be kept.
        var wholeFrom = KeptWhole(now);
        var hourlyBefore = Minutes.StartOfStretch(Minutes.Of(now - EveryFewMinutes), Minutes.PerHour);
        var goneBefore = Minutes.Of(now - EveryHour);
        List<int> doomed = [];
        (int Stretch, int Minute, TileState State)? survivor = null;
        foreach (var (minute, state) in samples)
        {
            if (minute >= wholeFrom)
                break;
            if (minute < goneBefore)
            {
                doomed.Add(minute);
                continue;
            }

            var stretch = Minutes.StartOfStretch(minute, minute < hourlyBefore ? Minutes.PerHour : FewMinutes);
            if (survivor is { } rival && rival.Stretch == stretch)
            {
                if (Weight(state) < Weight(rival.State))
                {
                    doomed.Add(minute);
                    continue;
                }

                doomed.Add(rival.Minute);
            }

            survivor = (stretch, minute, state);
        }

        return doomed;
    }

    // The look back must not lose trouble that was shown for a few minutes.
    private static int Weight(TileState state) => state switch
    {
        TileState.Off => 2,
        TileState.Watch => 1,
        _ => 0,
    };
}
