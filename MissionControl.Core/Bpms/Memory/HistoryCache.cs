using System.Collections.Concurrent;

namespace MissionControl.Core.Bpms.Memory;

/// <summary>Shares one reading among everybody who asks for the same within a few seconds. Bounded; a failed reading is not kept.</summary>
internal sealed class HistoryCache(TimeProvider clock)
{
    /// <summary>The circuit of a page starts within this time and draws what the first HTML showed.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(12);

    private const int Most = 128;

    private readonly ConcurrentDictionary<Key, Entry> _entries = new();

    /// <summary>The reading belongs to everybody: one caller who leaves does not end it.</summary>
    public Task<HistoryView> ReadAsync(Bpm bpm, HistoryRange range, Func<Task<HistoryView>> read, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var key = new Key(bpm, range.Name, range.IsLive && range.Name is not null ? null : range.From, range.IsLive ? null : range.To);
        Entry? entry;
        while (!_entries.TryGetValue(key, out entry) || entry.IsOver(now))
        {
            if (entry is not null)
                _entries.TryRemove(KeyValuePair.Create(key, entry));
            MakeRoom(now);
            // Not on the first caller's own thread: a circuit that is busy would hold up everybody else.
            _entries.TryAdd(key, new Entry(now, new Lazy<Task<HistoryView>>(() => Task.Run(read))));
        }

        return entry.Reading.Value.WaitAsync(cancellationToken);
    }

    private void MakeRoom(DateTimeOffset now)
    {
        if (_entries.Count < Most)
            return;
        foreach (var (key, entry) in _entries)
            if (entry.IsOver(now))
                _entries.TryRemove(KeyValuePair.Create(key, entry));
        foreach (var pair in _entries.OrderBy(pair => pair.Value.Began).Take(Math.Max(0, _entries.Count + 1 - Most)))
            _entries.TryRemove(pair);
    }

    private sealed record Key(Bpm Bpm, string? Name, DateTimeOffset? From, DateTimeOffset? To);

    private sealed record Entry(DateTimeOffset Began, Lazy<Task<HistoryView>> Reading)
    {
        public bool IsOver(DateTimeOffset now) =>
            now - Began > KeptFor || now < Began || (Reading.IsValueCreated && Reading.Value is { IsCompleted: true, IsCompletedSuccessfully: false });
    }
}
