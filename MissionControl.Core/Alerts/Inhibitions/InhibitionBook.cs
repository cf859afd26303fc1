using System.Collections.Immutable;
using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Alerts.Signals;

namespace MissionControl.Core.Alerts.Inhibitions;

/// <summary>
/// Which alert makes another needless to tell, by all that fires at a moment. As in an Alertmanager, an alert that is both source and target of a
/// rule is not inhibited by another such, and what is inhibited inhibits in its turn; but where alerts inhibit each other in a circle its eldest is told. Pure.
/// </summary>
internal sealed class InhibitionBook
{
    public static readonly InhibitionBook Empty = new([], []);

    private readonly ImmutableArray<InhibitionRule> _rules;
    private readonly Dictionary<(int Rule, string Equal), Sources> _sources = [];
    private readonly HashSet<string> _told = [];

    public InhibitionBook(ImmutableArray<InhibitionRule> rules, IEnumerable<Inhibitor> firing)
    {
        _rules = rules;
        ImmutableArray<Inhibitor> eldestFirst = [.. firing.OrderBy(static one => one.StartsAt).ThenBy(static one => one.Fingerprint, StringComparer.Ordinal)];
        foreach (var one in eldestFirst)
            for (var rule = 0; rule < rules.Length; rule++)
                if (rules[rule].Source.AreTrueOf(one.Labels))
                    Add((rule, rules[rule].EqualOf(one.Labels)), one, rules[rule].Target.AreTrueOf(one.Labels));
        foreach (var one in eldestFirst)
            if (GoesRound(one))
                _told.Add(one.Fingerprint);
    }

    /// <summary>The eldest that inhibits an alert, by the first rule that says so.</summary>
    public Inhibitor? Find(string fingerprint, LabelSet labels)
    {
        if (_sources.Count == 0 || _told.Contains(fingerprint))
            return null;
        for (var rule = 0; rule < _rules.Length; rule++)
        {
            if (!_rules[rule].Target.AreTrueOf(labels) || !_sources.TryGetValue((rule, _rules[rule].EqualOf(labels)), out var sources))
                continue;
            if ((_rules[rule].Source.AreTrueOf(labels) ? sources.EldestOther : sources.Eldest) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>A group with what inhibits its alerts, and the group it follows from when that leaves nothing of it to be told.</summary>
    public (AlertGroup Group, Guid? FollowsFrom) Apply(AlertGroup group)
    {
        if (_sources.Count == 0 || !group.IsOpen)
            return (group, null);
        var alerts = group.Alerts.ToBuilder();
        List<Inhibitor> by = [];
        for (var index = 0; index < alerts.Count; index++)
            if (alerts[index].IsOpen && Find(alerts[index].Fingerprint, alerts[index].Labels) is { } one)
            {
                alerts[index] = alerts[index] with { InhibitedBy = one.Fingerprint };
                by.Add(one);
            }

        if (by.Count == 0)
            return (group, null);
        var isQuiet = alerts.All(static alert => !alert.IsOpen || alert.IsQuiet);
        return (group with { Alerts = alerts.ToImmutable(), IsQuiet = isQuiet }, isQuiet ? by.Find(one => one.Group != group.Id)?.Group : null);
    }

    private void Add((int, string) place, Inhibitor one, bool isTarget)
    {
        if (!_sources.TryGetValue(place, out var known))
            _sources[place] = new(one, isTarget ? null : one);
        else if (known.EldestOther is null && !isTarget)
            _sources[place] = known with { EldestOther = one };
    }

    // What leads into a circle without being part of it comes to an alert that was seen already.
    private bool GoesRound(Inhibitor start)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var at = start; Find(at.Fingerprint, at.Labels) is { } next && seen.Add(next.Fingerprint); at = next)
            if (next.Fingerprint == start.Fingerprint)
                return true;
        return false;
    }

    /// <param name="EldestOther">The eldest that is no target of the same rule.</param>
    private sealed record Sources(Inhibitor Eldest, Inhibitor? EldestOther);
}
