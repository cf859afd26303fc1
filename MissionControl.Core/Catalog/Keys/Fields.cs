using MissionControl.Core.Catalog.Yaml;

namespace MissionControl.Core.Catalog.Keys;

/// <summary>The keys of one entry as read. A value that is missing or wrong answers the fallback: the problem is already noted.</summary>
internal sealed class Fields(MapNode map, Reading reading)
{
    private readonly Dictionary<Key, (Node Node, bool IsGood, object? Value)> _values = [];

    public MapNode Map { get; } = map;

    public Reading Reading { get; } = reading;

    public void Read(Key key, Node node)
    {
        var good = key.TryRead(node, Reading, out var value);
        _values[key] = (node, good, value);
    }

    /// <summary>Stands in the file, be it right or wrong.</summary>
    public bool Has(Key key) => _values.ContainsKey(key);

    public T Get<T>(Key<T> key, T fallback) => _values.TryGetValue(key, out var read) && read.IsGood ? (T)read.Value! : fallback;

    public T? Find<T>(Key<T> key)
        where T : class =>
        _values.TryGetValue(key, out var read) && read.IsGood ? (T)read.Value! : null;

    public T? FindValue<T>(Key<T> key)
        where T : struct =>
        _values.TryGetValue(key, out var read) && read.IsGood ? (T)read.Value! : null;

    /// <summary>The value's node, or the entry itself when the key is not there.</summary>
    public Node At(Key key) => _values.TryGetValue(key, out var read) ? read.Node : Map;

    public void Problem(Key key, string words) => Reading.Problem(At(key), words);
}
