using System.Text.Json.Nodes;
using System.Threading.Channels;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Memory;
using MissionControl.Core.Journal;
using MissionControl.Core.Wording;

namespace MissionControl.Core.Board;

/// <summary>
/// What has been shown and is to be kept: one sample a minute per BPM, every change of state, and every change of the
/// verdict. The composer notes, <see cref="ShownKeeper"/> saves; the composer never waits for the database.
/// </summary>
internal sealed class ShownLog
{
    /// <summary>An hour of 200 BPMs: with the database away for longer, the oldest go.</summary>
    private const int Capacity = 12_000;

    private readonly Channel<ShownSample> _samples = Channel.CreateBounded<ShownSample>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly Channel<JournalFact> _facts = Channel.CreateBounded<JournalFact>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    public ChannelReader<ShownSample> Samples => _samples.Reader;

    public ChannelReader<JournalFact> Facts => _facts.Reader;

    public void Note(BoardSnapshot before, BoardSnapshot after)
    {
        foreach (var tile in after.Tiles)
            Note(before.FindTile(tile.Bpm.Id), tile, after.At);
        if (before.Verdict.Level != after.Verdict.Level)
            _facts.Writer.TryWrite(new JournalFact("verdict.level", "board", "system", after.At, new JsonObject
            {
                ["before"] = before.Verdict.Level.ToString(),
                ["after"] = after.Verdict.Level.ToString(),
                ["headline"] = after.Verdict.Headline,
            }));
    }

    private void Note(Tile? before, Tile tile, DateTimeOffset at)
    {
        if (ReferenceEquals(before, tile))
            return;
        var moved = before?.State != tile.State;
        // Kept for after a restart: since when it is outside.
        var hasLeft = tile.OutsideSince is not null && before?.OutsideSince != tile.OutsideSince;
        if (tile.Latest is { } latest && latest != before?.Latest
            && (moved || hasLeft || before?.Latest is not { } last || Minute(last) != Minute(latest)))
            _samples.Writer.TryWrite(new ShownSample(tile.Bpm.Id, latest, tile.Band, tile.State));
        // The first state after a start is not a change anybody saw.
        if (moved && before is { Latest: not null })
            _facts.Writer.TryWrite(new JournalFact("tile.state", tile.Bpm.Id, "system", at, new JsonObject
            {
                ["before"] = before.State.ToString(),
                ["after"] = tile.State.ToString(),
                ["since"] = Words.Machine(tile.Since),
                ["value"] = tile.Latest?.Value,
                ["problem"] = tile.State == TileState.Stale ? tile.Problem : null,
            }));
    }

    private static long Minute(Sample sample) => sample.At.UtcTicks / TimeSpan.TicksPerMinute;
}
