using System.Text;

namespace MissionControl.Bench.Hostile;

/// <summary>One hostile request, as bytes. The same seed and number make the same one.</summary>
/// <param name="Families">What is wrong with it.</param>
/// <param name="IsForeign">Its Origin is another site's.</param>
/// <param name="HasGoodForm">It carries an antiforgery token that is good.</param>
/// <param name="Hold">What is done after sending.</param>
internal sealed record Attack(int Number, string Families, Door Door, Caller Caller, string Method, string Target, byte[] Bytes, bool IsForeign, bool HasGoodForm, Hold Hold)
{
    public override string ToString()
    {
        var text = Encoding.Latin1.GetString(Bytes, 0, Math.Min(Bytes.Length, 300));
        return $"#{Number} {Caller.Name}, {Families}: {string.Concat(text.Select(static letter => char.IsControl(letter) || letter > '~' ? $"\\x{(int)letter:x2}" : letter.ToString()))}";
    }
}

internal enum Hold
{
    /// <summary>Waits for the answer.</summary>
    Open,

    /// <summary>Sends no more, and says so.</summary>
    HalfClosed,

    /// <summary>Goes away at once.</summary>
    Gone,
}
