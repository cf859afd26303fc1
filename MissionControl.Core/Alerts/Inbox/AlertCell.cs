using MissionControl.Core.Alerts.Signals;

namespace MissionControl.Core.Alerts.Inbox;

/// <summary>
/// Everything remembered of one alert: its occurrences, of which the one that began last says how it stands. An occurrence nobody ended is
/// over when the next begins. Not thread-safe: the inbox's own.
/// </summary>
internal sealed class AlertCell(string fingerprint)
{
    // In the order of their beginnings, nearly always one.
    private readonly List<Occurrence> _occurrences = [];

    public string Fingerprint { get; } = fingerprint;

    public IReadOnlyList<Occurrence> Occurrences => _occurrences;

    public Occurrence Latest => _occurrences[^1];

    /// <summary>When the one at <paramref name="index"/> ended; <see langword="null"/> while it has not.</summary>
    public DateTimeOffset? EndOf(int index)
    {
        var told = _occurrences[index].EndsAt;
        if (index == _occurrences.Count - 1)
            return told;
        var next = _occurrences[index + 1].StartsAt;
        return told is null || next < told ? next : told;
    }

    /// <summary>Since when it has been so without a pause that anybody told.</summary>
    public DateTimeOffset Since
    {
        get
        {
            var index = _occurrences.Count - 1;
            while (index > 0 && (_occurrences[index - 1].EndsAt is not { } end || end >= _occurrences[index].StartsAt))
                index--;
            return _occurrences[index].StartsAt;
        }
    }

    /// <summary>Takes one signal and answers the occurrence it is of; <see langword="null"/> when it says nothing new.</summary>
    public Occurrence? Take(AlertSignal signal, AlertBatch batch)
    {
        var index = IndexOf(signal.StartsAt);
        if (index < 0)
        {
            var first = Occurrence.Of(Fingerprint, signal, batch);
            _occurrences.Insert(~index, first);
            return first;
        }

        var next = _occurrences[index].With(signal, batch);
        if (next == _occurrences[index])
            return null;
        _occurrences[index] = next;
        return next;
    }

    /// <summary>Takes up what was saved.</summary>
    public void Remember(Occurrence occurrence)
    {
        var index = IndexOf(occurrence.StartsAt);
        if (index < 0)
            _occurrences.Insert(~index, occurrence);
        else
            _occurrences[index] = occurrence;
    }

    /// <summary>Somebody, or the time that has gone by, ends the latest.</summary>
    public Occurrence End(DateTimeOffset at) => _occurrences[^1] = Latest with { EndsAt = at > Latest.StartsAt ? at : Latest.StartsAt };

    /// <summary>Lets go of those that were over by then, but never of the latest.</summary>
    public void Forget(DateTimeOffset before)
    {
        while (_occurrences.Count > 1 && EndOf(0) < before)
            _occurrences.RemoveAt(0);
    }

    /// <summary>How many began since.</summary>
    public int Began(DateTimeOffset since)
    {
        var count = 0;
        for (var index = _occurrences.Count - 1; index >= 0 && _occurrences[index].StartsAt >= since; index--)
            count += _occurrences[index].FiredAt is null ? 0 : 1;
        return count;
    }

    private int IndexOf(DateTimeOffset startsAt)
    {
        for (var index = _occurrences.Count - 1; index >= 0; index--)
            if (_occurrences[index].StartsAt == startsAt)
                return index;
            else if (_occurrences[index].StartsAt < startsAt)
                return ~(index + 1);
        return ~0;
    }
}
