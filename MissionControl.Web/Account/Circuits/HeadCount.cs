namespace MissionControl.Web.Account.Circuits;

/// <summary>Who is there how often, against a limit for each and one for all. Thread-safe.</summary>
internal sealed class HeadCount(int each, int all)
{
    private readonly Lock _gate = new();

    // Under the gate; nobody stays in it who is not there.
    private readonly Dictionary<string, int> _there = new(StringComparer.Ordinal);
    private int _total;

    /// <summary>Why one more of them has no room; <see langword="null"/>: there is.</summary>
    public Fullness? Look(string caller)
    {
        lock (_gate)
            return LookLocked(caller);
    }

    /// <summary>Counts one more, unless there is no room.</summary>
    public bool TryEnter(string caller)
    {
        lock (_gate)
        {
            if (LookLocked(caller) is not null)
                return false;
            _there[caller] = _there.GetValueOrDefault(caller) + 1;
            _total++;
            return true;
        }
    }

    /// <summary>Once for everyone who entered.</summary>
    public void Leave(string caller)
    {
        lock (_gate)
        {
            _total--;
            if (--_there[caller] == 0)
                _there.Remove(caller);
        }
    }

    private Fullness? LookLocked(string caller) =>
        _there.GetValueOrDefault(caller) >= each ? Fullness.OfTheirs : _total >= all ? Fullness.OfAll : null;
}

/// <summary>Why a page is not live.</summary>
internal enum Fullness
{
    /// <summary>The same person, wall link or address has as many as each may.</summary>
    OfTheirs,

    /// <summary>All together have as many as there may be.</summary>
    OfAll,
}
