using System.Buffers;
using System.Buffers.Binary;
using System.Collections;
using System.Security.Cryptography;
using System.Text;

namespace MissionControl.Core.Alerts.Signals;

/// <summary>
/// Names with values, each name once, in the ordinal order of the names: what tells one alert from another, and what is said of it. Immutable.
/// Equal when every name and value is.
/// </summary>
public sealed class LabelSet : IEquatable<LabelSet>, IReadOnlyCollection<KeyValuePair<string, string>>
{
    public static readonly LabelSet Empty = new([]);

    private readonly KeyValuePair<string, string>[] _inOrder;

    private LabelSet(KeyValuePair<string, string>[] inOrder) => _inOrder = inOrder;

    public int Count => _inOrder.Length;

    /// <summary><see langword="null"/> when there is no such name.</summary>
    public string? this[string name]
    {
        get
        {
            var (low, high) = (0, _inOrder.Length - 1);
            while (low <= high)
            {
                var middle = (low + high) / 2;
                var order = string.CompareOrdinal(_inOrder[middle].Key, name);
                if (order == 0)
                    return _inOrder[middle].Value;
                (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
            }

            return null;
        }
    }

    /// <summary>Labels without a value are left out, as the field does; of a name that stands twice the last value holds.</summary>
    public static LabelSet Of(IEnumerable<KeyValuePair<string, string>> labels)
    {
        var said = labels.ToArray();
        // Most senders have them in order.
        for (var index = 1; index < said.Length; index++)
            if (string.CompareOrdinal(said[index - 1].Key, said[index].Key) >= 0)
            {
                said = [.. said.OrderBy(static label => label.Key, StringComparer.Ordinal)];
                break;
            }

        var kept = 0;
        for (var index = 0; index < said.Length; index++)
            if (said[index].Value.Length > 0 && (index == said.Length - 1 || said[index + 1].Key != said[index].Key))
                said[kept++] = said[index];
        return kept == 0 ? Empty : new(kept == said.Length ? said : said[..kept]);
    }

    public static LabelSet Of(params ReadOnlySpan<(string Name, string Value)> labels)
    {
        var pairs = new List<KeyValuePair<string, string>>(labels.Length);
        foreach (var (name, value) in labels)
            pairs.Add(new(name, value));
        return Of(pairs);
    }

    /// <summary>Without these names.</summary>
    public LabelSet Without(IReadOnlySet<string> names) =>
        Array.Exists(_inOrder, label => names.Contains(label.Key)) ? new(Array.FindAll(_inOrder, label => !names.Contains(label.Key))) : this;

    /// <summary>32 hexadecimal digits that stand for exactly these names and values: half of a SHA-256.</summary>
    public string Fingerprint()
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        foreach (var (name, value) in _inOrder)
        {
            Append(bytes, name);
            Append(bytes, value);
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.WrittenSpan, hash);
        return Convert.ToHexStringLower(hash[..16]);
    }

    public bool Equals(LabelSet? other) => other is not null && (ReferenceEquals(this, other) || HasSame(other._inOrder));

    public override bool Equals(object? obj) => Equals(obj as LabelSet);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var (name, value) in _inOrder)
        {
            hash.Add(name, StringComparer.Ordinal);
            hash.Add(value, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }

    /// <summary>For example <c>{alertname="DiskFull", service="search"}</c>.</summary>
    public override string ToString() => $"{{{string.Join(", ", _inOrder.Select(static label => $"{label.Key}=\"{label.Value}\""))}}}";

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, string>>)_inOrder).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // Of pairs the framework's comparison boxes each.
    private bool HasSame(KeyValuePair<string, string>[] others)
    {
        if (_inOrder.Length != others.Length)
            return false;
        for (var index = 0; index < others.Length; index++)
            if (_inOrder[index].Key != others[index].Key || _inOrder[index].Value != others[index].Value)
                return false;
        return true;
    }

    // With its length before it, so that no two sets read the same.
    private static void Append(ArrayBufferWriter<byte> bytes, string text)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bytes.GetSpan(4), Encoding.UTF8.GetByteCount(text));
        bytes.Advance(4);
        Encoding.UTF8.GetBytes(text, bytes);
    }
}
