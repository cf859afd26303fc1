namespace MissionControl.Core.Board;

/// <summary>
/// The newest snapshot, and a wake-up for whoever follows. Publishing never waits for a reader: a slow reader skips to the
/// newest snapshot. Thread-safe.
/// </summary>
public sealed class BoardFeed
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _moved = NewSignal();
    private BoardSnapshot _current;

    public BoardFeed(TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        _current = new BoardSnapshot
        {
            Version = 0,
            At = now,
            Definitions = Definitions.Empty,
            Verdict = new Verdict(VerdictLevel.Blind, "Starting: nothing has been read yet", [], now),
            Tiles = [],
            Services = [],
        };
    }

    public BoardSnapshot Current => Volatile.Read(ref _current);

    /// <summary>Only the composer calls this.</summary>
    internal void Publish(BoardSnapshot snapshot)
    {
        TaskCompletionSource moved;
        lock (_gate)
        {
            Volatile.Write(ref _current, snapshot);
            moved = _moved;
            _moved = NewSignal();
        }

        moved.SetResult();
    }

    /// <summary>Answers the newest snapshot as soon as it is newer than <paramref name="seen"/>.</summary>
    public async Task<BoardSnapshot> NextAsync(long seen, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task moved;
            lock (_gate)
            {
                if (_current.Version > seen)
                    return _current;
                moved = _moved.Task;
            }

            await moved.WaitAsync(cancellationToken);
        }
    }

    // Continuations run elsewhere, so that the writer never runs a reader's code.
    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
