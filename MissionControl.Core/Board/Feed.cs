namespace MissionControl.Core.Board;

/// <summary>
/// The newest value of something, and a wake-up for whoever follows it. Publishing never waits for a reader: a slow reader
/// skips to the newest. Thread-safe.
/// </summary>
public abstract class Feed<T>(T first)
    where T : class, IVersioned
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _moved = NewSignal();
    private T _current = first;

    public T Current => Volatile.Read(ref _current);

    /// <summary>Answers the newest value as soon as it is newer than <paramref name="seen"/>.</summary>
    public async Task<T> NextAsync(long seen, CancellationToken cancellationToken)
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

    protected void Move(T next)
    {
        TaskCompletionSource moved;
        lock (_gate)
        {
            Volatile.Write(ref _current, next);
            moved = _moved;
            _moved = NewSignal();
        }

        moved.SetResult();
    }

    // Continuations run elsewhere, so that the writer never runs a reader's code.
    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

public interface IVersioned
{
    /// <summary>Rises with every change.</summary>
    long Version { get; }
}
