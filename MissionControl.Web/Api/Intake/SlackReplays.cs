namespace MissionControl.Web.Api.Intake;

/// <summary>Remembers the signatures of the last minutes, so that what somebody recorded and sends again does nothing. Thread-safe.</summary>
internal sealed class SlackReplays
{
    // Signed times may lie as far ahead as behind.
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(2 * SlackEndpoints.MostSecondsApart);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _seen = new(StringComparer.Ordinal);

    /// <summary><see langword="false"/> when it was here before.</summary>
    public bool TryEnter(string signature, DateTimeOffset now)
    {
        lock (_gate)
        {
            foreach (var old in _seen.Where(seen => seen.Value < now).Select(static seen => seen.Key).ToList())
                _seen.Remove(old);
            return _seen.TryAdd(signature, now + Remembered);
        }
    }

    public void Leave(string signature)
    {
        lock (_gate)
            _seen.Remove(signature);
    }
}
