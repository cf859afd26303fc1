using System.Collections.Immutable;
using MissionControl.Core.Alerts.Inbox;
using MissionControl.Core.Alerts.Rules;

namespace MissionControl.Core.Alerts.Inhibitions;

/// <summary>
/// Shows every group with what inhibits it. Nothing of it is kept: it follows from what fires and from the catalog, so it is the same after a restart and in
/// whatever order things were heard. Not thread-safe: the inbox's own.
/// </summary>
internal sealed class InhibitionWatch
{
    private ImmutableArray<InhibitionRule> _rules = [];
    private ImmutableArray<Inhibitor> _firing = [];
    private InhibitionBook _book = InhibitionBook.Empty;

    /// <summary>Takes the catalog's rules; every group is to be viewed anew then.</summary>
    public void Define(ImmutableArray<InhibitionRule> rules) => (_rules, _firing, _book) = (rules, [], InhibitionBook.Empty);

    /// <summary>All groups were viewed; those that look another way than before, or were viewed anew, are shown so.</summary>
    public void Show(IReadOnlyCollection<GroupCell> groups, long version)
    {
        foreach (var group in groups.Where(static group => group.Shown is null))
            group.Inhibitors = Inhibitor.Of(group.Viewed!, _rules);
        ImmutableArray<Inhibitor> firing = _rules.IsEmpty ? [] : [.. groups.SelectMany(static group => group.Inhibitors).OrderBy(static one => one.Fingerprint, StringComparer.Ordinal)];
        var isOther = !firing.SequenceEqual(_firing);
        if (isOther)
            (_firing, _book) = (firing, new(_rules, firing));
        foreach (var group in groups)
            if (group.Shown is null || isOther)
                Show(group, version);
    }

    private void Show(GroupCell group, long version)
    {
        var (next, followsFrom) = _book.Apply(group.Viewed!);
        group.FollowsFrom = followsFrom;
        if (group.Shown is not { } shown)
            group.Shown = next;
        else if (!shown.Alerts.Select(static alert => alert.InhibitedBy).SequenceEqual(next.Alerts.Select(static alert => alert.InhibitedBy)))
            group.Shown = next with { ExplainedBy = shown.ExplainedBy, Version = version };
    }
}
