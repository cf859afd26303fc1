using System.Collections.Immutable;
using MissionControl.Core.Alerts;
using MissionControl.Core.Board;

namespace MissionControl.Web.Alerts;

/// <summary>Which groups a page of alerts shows.</summary>
public enum AlertShow
{
    /// <summary>All that are open, each under what explains it.</summary>
    Open,

    /// <summary>That nobody looks after.</summary>
    Loud,

    /// <summary>That hurt a metric.</summary>
    Hurting,

    /// <summary>That I look after.</summary>
    Mine,

    /// <summary>That ended in the last 24 hours.</summary>
    Ended,
}

/// <summary>The page of alerts at a moment.</summary>
/// <param name="Rows">In their order: a group that another explains comes after it.</param>
public sealed record AlertsView(AlertsSnapshot Alerts, BoardSnapshot Board, DateTimeOffset Now, ImmutableArray<AlertRow> Rows, ImmutableDictionary<AlertShow, int> Counts)
{
    public static AlertsView From(AlertsSnapshot alerts, BoardSnapshot board, AlertShow show, string text, string me, DateTimeOffset now)
    {
        var counts = ImmutableDictionary.CreateRange(Enum.GetValues<AlertShow>().Select(one => KeyValuePair.Create(one, Of(alerts, one, me).Count())));
        var found = Of(alerts, show, me).Where(group => Holds(group, text)).ToList();
        return new(alerts, board, now, show == AlertShow.Ended ? [.. found.Select(static (group, index) => new AlertRow(group, false, index + 1))] : Nested(found), counts);
    }

    private static IEnumerable<AlertGroup> Of(AlertsSnapshot alerts, AlertShow show, string me) => show switch
    {
        AlertShow.Ended => alerts.Ended,
        AlertShow.Loud => alerts.Open.Where(static group => group is { Acknowledged: null, Held: null, IsQuiet: false, Work: null }),
        AlertShow.Hurting => alerts.Open.Where(static group => !group.Hurting.IsEmpty),
        AlertShow.Mine => alerts.Open.Where(group => group.Acknowledged?.By == me),
        _ => alerts.Open,
    };

    /// <summary>Every word of the text stands somewhere in it.</summary>
    private static bool Holds(AlertGroup group, string text)
    {
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            if (!Contains(group.Name, word) && !Contains(group.Key, word) && !group.Services.Any(service => Contains(service, word))
                && !group.Alerts.Any(alert => alert.Labels.Any(label => Contains(label.Value, word)) || alert.Annotations.Any(said => Contains(said.Value, word))))
                return false;
        return true;
    }

    private static bool Contains(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);

    private static ImmutableArray<AlertRow> Nested(List<AlertGroup> found)
    {
        var here = found.Select(static group => group.Id).ToHashSet();
        var under = found.Where(group => group.ExplainedBy is { } cause && here.Contains(cause)).ToLookup(static group => group.ExplainedBy!.Value);
        var rows = ImmutableArray.CreateBuilder<AlertRow>(found.Count);
        foreach (var group in found.Where(group => group.ExplainedBy is not { } cause || !here.Contains(cause)))
            Add(group, isUnder: false);
        return rows.ToImmutable();

        void Add(AlertGroup group, bool isUnder)
        {
            rows.Add(new(group, isUnder, rows.Count + 1));
            foreach (var effect in under[group.Id])
                Add(effect, isUnder: true);
        }
    }
}

/// <param name="IsUnder">What stands above explains it.</param>
/// <param name="Place">In the list, from 1.</param>
public sealed record AlertRow(AlertGroup Group, bool IsUnder, int Place);
