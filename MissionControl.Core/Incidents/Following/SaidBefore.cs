using MissionControl.Core.Incidents.Timeline;

namespace MissionControl.Core.Incidents.Following;

/// <summary>What was noted of signals in an incident so far, by what they are of; the newest last.</summary>
internal sealed class SaidBefore
{
    private readonly Dictionary<(EvidenceKind Kind, string Id), List<LoggedEvent>> _said = [];
    private readonly List<LoggedEvent> _all = [];

    public SaidBefore(Incident incident)
    {
        foreach (var logged in incident.Timeline.Select(static entry => entry.Logged).Where(static logged => logged.What is Observed).OrderBy(static logged => logged.Number))
        {
            var its = ((Observed)logged.What).Evidence;
            if (!_said.TryGetValue((its.Kind, its.Id), out var same))
                _said[(its.Kind, its.Id)] = same = [];
            same.Add(logged);
            _all.Add(logged);
        }
    }

    /// <summary>The last that was said of a tile under one of these names of keys; <see langword="null"/>: nothing.</summary>
    public (string Name, DateTimeOffset Since)? Last(string tile, params ReadOnlySpan<string> names)
    {
        if (_said.TryGetValue((EvidenceKind.Tile, tile), out var same))
            for (var index = same.Count - 1; index >= 0; index--)
                if (NameOf(same[index], tile, names) is { } name)
                    return (name, ((Observed)same[index].What).Evidence.Since!.Value);
        return null;
    }

    /// <summary>How often a tile was spoken of under one of these names of keys.</summary>
    public int Count(string tile, DateTimeOffset since, params ReadOnlySpan<string> names)
    {
        var count = 0;
        if (_said.TryGetValue((EvidenceKind.Tile, tile), out var same))
            foreach (var logged in same)
                if (logged.WrittenAt > since && NameOf(logged, tile, names) is not null)
                    count++;
        return count;
    }

    public int Count(EvidenceKind kind, Func<Evidence, bool> which) => _all.Count(logged => logged.What is Observed { Evidence: var its } && its.Kind == kind && which(its));

    /// <summary>Of one kind whose words are these, whatever stands in brackets behind them.</summary>
    public int CountSaying(EvidenceKind kind, string words, DateTimeOffset since) =>
        _all.Count(logged => logged.WrittenAt > since && logged.What is Observed { Evidence: var its } && its.Kind == kind && (its.Words == words || its.Words.StartsWith(words + " (", StringComparison.Ordinal)));

    public int CountSince(DateTimeOffset since) => _all.Count(logged => logged.WrittenAt > since);

    private static string? NameOf(LoggedEvent logged, string tile, ReadOnlySpan<string> names)
    {
        if (((Observed)logged.What).Evidence.Since is { } since)
            foreach (var name in names)
                if (logged.Key == HappeningKey.Of(name, tile, since))
                    return name;
        return null;
    }
}
