using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Board;

public sealed class ShownLogTests
{
    private readonly ShownLog _shown = new();

    [Fact]
    public void A_change_of_state_is_told_with_the_time_it_was_shown_and_since_when_it_holds()
    {
        _shown.Note(Board(A.Tile().Build()), Board(A.Tile().Off().Version(2).Build()));
        Assert.True(_shown.Facts.TryRead(out var fact));
        Assert.Equal(("tile.state", "sign-in-success", A.Moment), (fact.Kind, fact.Subject, fact.At));
        Assert.Equal("""{"before":"Normal","after":"Off","since":"2026-11-21T01:52:00Z","value":0.412,"problem":null}""", fact.Body.ToJsonString());
    }

    [Fact]
    public void The_first_state_after_a_start_is_no_change()
    {
        _shown.Note(Board(A.Tile().NeverSeen().Build()), Board(A.Tile().Off().Version(2).Build()));
        Assert.False(_shown.Facts.TryRead(out _));
    }

    [Fact]
    public void Of_a_minute_one_sample_is_kept_unless_the_state_moves()
    {
        var first = A.Tile().Build();
        _shown.Note(Board(A.Tile().NeverSeen().Build()), Board(first));
        _shown.Note(Board(first), Board(Later(first, 10)));
        Assert.Equal([TileState.Normal], Kept());
        _shown.Note(Board(first), Board(Later(A.Tile().Off().Build(), 10)));
        Assert.Equal([TileState.Off], Kept());
    }

    private List<TileState> Kept()
    {
        var kept = new List<TileState>();
        while (_shown.Samples.TryRead(out var sample))
            kept.Add(sample.State);
        return kept;
    }

    private static Tile Later(Tile tile, int seconds) => tile with { Version = 2, Latest = tile.Latest!.Value with { At = A.Moment.AddSeconds(-8 + seconds - 10) } };

    private static BoardSnapshot Board(Tile tile) => A.Board().With(tile).Build();
}
