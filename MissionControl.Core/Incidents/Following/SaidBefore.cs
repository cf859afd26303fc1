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

    /// <summary>The last word about something; <see langword="null"/>: nothing was said.</summary>
    public LoggedEvent? Last(EvidenceKind kind, string id) => _said.TryGetValue((kind, id), out var same) ? same[^1] : null;

    public int Count(EvidenceKind kind, string id, DateTimeOffset since) => _said.TryGetValue((kind, id), out var same) ? same.Count(logged => logged.WrittenAt > since) : 0;

    public int Count(EvidenceKind kind, Func<Evidence, bool> which) => _all.Count(logged => logged.What is Observed { Evidence: var its } && its.Kind == kind && which(its));

    /// <summary>Of one kind whose words are these, whatever stands in brackets behind them.</summary>
    public int CountSaying(EvidenceKind kind, string words, DateTimeOffset since) =>
        _all.Count(logged => logged.WrittenAt > since && logged.What is Observed { Evidence: var its } && its.Kind == kind && (its.Words == words || its.Words.StartsWith(words + " (", StringComparison.Ordinal)));

    public int CountSince(DateTimeOffset since) => _all.Count(logged => logged.WrittenAt > since);
}
