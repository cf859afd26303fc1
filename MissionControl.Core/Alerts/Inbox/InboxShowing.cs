namespace MissionControl.Core.Alerts.Inbox;

/// <summary>Shows what the inbox keeps: groups that moved are viewed anew, then what keeps them quiet and what explains them. Not thread-safe: the inbox's own.</summary>
internal sealed class InboxShowing(AlertFeed feed, InboxSurroundings around)
{
    private const int MostEnded = 1000;
    private int _groupsShown;

    /// <summary>Publishes, if anything looks another way than before.</summary>
    /// <param name="isFirst">Nothing was published yet: it is done in any case.</param>
    public void Publish(InboxState state, AlertViewer viewer, bool isFirst)
    {
        var version = feed.Current.Version + 1;
        var moved = false;
        foreach (var group in state.Groups.Where(static group => group.Shown is null))
        {
            group.Viewed = viewer.View(group, state, version);
            moved = true;
        }

        var count = state.Groups.Count();
        if (!moved && count == _groupsShown && !isFirst)
            return;
        _groupsShown = count;
        around.Inhibitions.Show([.. state.Groups], version);
        Explain(state, version);
        var shown = state.Groups.Select(static group => group.Shown!).ToList();
        feed.Publish(new()
        {
            Version = version,
            At = viewer.Now,
            Open = [.. shown.Where(static group => group.IsOpen).OrderBy(static group => group.Hurting.IsEmpty).ThenBy(static group => group.Urgency).ThenByDescending(static group => group.Since).ThenBy(static group => group.Id)],
            Ended = [.. shown.Where(static group => !group.IsOpen).OrderByDescending(static group => group.EndedAt).ThenBy(static group => group.Id).Take(MostEnded)],
        });
    }

    private void Explain(InboxState state, long version)
    {
        var open = state.Groups.Where(static group => group.EndedAt is null).ToList();
        var follows = open.Where(static group => group.FollowsFrom is not null).ToDictionary(static group => group.Id, static group => group.FollowsFrom!.Value);
        var explained = around.Causes.Explain([.. open.Select(static group => group.Shown!)], follows);
        foreach (var group in open)
        {
            Guid? cause = explained.TryGetValue(group.Id, out var found) ? found : null;
            if (group.Shown!.ExplainedBy != cause)
                group.Shown = group.Shown with { ExplainedBy = cause, Version = version };
        }
    }
}
