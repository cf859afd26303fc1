using System.Collections;

namespace MissionControl.Web.Hosting.Redaction;

/// <summary>What was to be logged, as text and as values, without its secrets.</summary>
internal sealed class RedactedState(string message, IReadOnlyList<KeyValuePair<string, object?>> values) : IReadOnlyList<KeyValuePair<string, object?>>
{
    public int Count => values.Count;

    public KeyValuePair<string, object?> this[int index] => values[index];

    /// <summary><see langword="null"/> when there is nothing to hide.</summary>
    public static RedactedState? Of<TState>(TState state, string message, Func<string, string> redact)
    {
        var clean = redact(message);
        KeyValuePair<string, object?>[] values = state is IEnumerable<KeyValuePair<string, object?>> all ? [.. all] : [];
        var isClean = string.Equals(clean, message, StringComparison.Ordinal);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i].Value is null or bool or int or long or double or Guid || values[i].Value!.ToString() is not { } text || redact(text) is not { } safe || safe == text)
                continue;
            values[i] = new(values[i].Key, safe);
            isClean = false;
        }

        return isClean ? null : new(clean, values);
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => values.GetEnumerator();

    public override string ToString() => message;

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>A failure as it may be read: its kind, words and place without secrets.</summary>
internal sealed class RedactedException(string message, string whole) : Exception(message)
{
    /// <summary>The failure itself when there is nothing to hide.</summary>
    public static Exception Of(Exception failure, Func<string, string> redact)
    {
        var whole = failure.ToString();
        var clean = redact(whole);
        return string.Equals(whole, clean, StringComparison.Ordinal) ? failure : new RedactedException(redact(failure.Message), clean);
    }

    public override string ToString() => whole;
}
