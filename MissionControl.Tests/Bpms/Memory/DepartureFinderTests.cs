using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Memory;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Bpms.Memory;

public sealed class DepartureFinderTests
{
    private static readonly DateTimeOffset Begin = A.Moment.AddHours(-3);
    private static readonly Bpm Bpm = Some.Rate("one") with { Band = new BandPolicy.Fixed(0, 10) };
    private readonly List<ShownSample> _shown = [];

    [Fact]
    public async Task A_departure_is_followed_back_over_days_to_where_it_left_its_band()
    {
        Show(-9000, -6001, 5, TileState.Normal);
        Show(-6000, 180, 50, TileState.Off);
        var found = await FindAsync();
        Assert.Equal((Begin.AddMinutes(-6000), Direction.Above), (found!.Left, found.Side));
        // 45 an hour above the middle of the band, for 100 hours.
        Assert.Equal(4500, found.Impact!.Value.Estimate, 1.0);
    }

    [Fact]
    public async Task What_began_with_the_replay_or_is_inside_is_not_older()
    {
        Show(-60, -1, 5, TileState.Normal);
        Show(0, 180, 50, TileState.Off);
        Assert.Null(await FindAsync());
        _shown.Clear();
        Show(-60, 180, 5, TileState.Normal);
        Assert.Null(await FindAsync());
        _shown.Clear();
        Assert.Null(await FindAsync());
    }

    [Fact]
    public async Task A_moment_back_inside_does_not_end_it_while_it_is_still_said_to_be_off()
    {
        Show(-100, -51, 50, TileState.Off);
        Show(-50, -50, 5, TileState.Off);
        Show(-49, 180, 50, TileState.Off);
        Assert.Equal(Begin.AddMinutes(-100), (await FindAsync())!.Left);
    }

    [Fact]
    public async Task The_other_side_of_the_band_is_another_departure()
    {
        Show(-100, -51, -50, TileState.Off);
        Show(-50, 180, 50, TileState.Off);
        Assert.Equal(Begin.AddMinutes(-50), (await FindAsync())!.Left);
    }

    [Fact]
    public async Task Across_a_restart_it_goes_on_across_a_long_silence_it_does_not()
    {
        Show(-600, -401, 50, TileState.Off);
        Show(-360, -31, 50, TileState.Off);
        Show(-1, 180, 50, TileState.Off);
        Assert.Equal(Begin.AddMinutes(-360), (await FindAsync())!.Left);
    }

    private void Show(int fromMinute, int toMinute, double value, TileState state)
    {
        for (var minute = fromMinute; minute <= toMinute; minute++)
            _shown.Add(new ShownSample("one", new Sample(Begin.AddMinutes(minute), value), new Band(0, null, 10), state));
    }

    private Task<Departure?> FindAsync() =>
        new DepartureFinder(new Remembered([.. _shown])).FindAsync(Bpm, [.. _shown.Where(static shown => shown.Sample.At >= Begin)], CancellationToken.None);
}
