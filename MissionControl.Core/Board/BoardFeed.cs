namespace MissionControl.Core.Board;

/// <summary>The newest snapshot of the board. One writer: the composer.</summary>
public sealed class BoardFeed(TimeProvider clock) : Feed<BoardSnapshot>(Nothing(clock.GetUtcNow()))
{
    internal void Publish(BoardSnapshot snapshot) => Move(snapshot);

    private static BoardSnapshot Nothing(DateTimeOffset now) => new()
    {
        Version = 0,
        At = now,
        Definitions = Definitions.Empty,
        Verdict = new Verdict(VerdictLevel.Blind, "Starting: nothing has been read yet", [], now),
        Tiles = [],
        Services = [],
    };
}
