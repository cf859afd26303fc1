using System.Collections.Immutable;
using MissionControl.Core.StatusPage;

namespace MissionControl.Web.StatusPage;

/// <summary>What of the status page is asked for.</summary>
internal enum StatusKind
{
    Page,
    History,
    Incident,
    Planned,
    Follow,
    Calendar,
    Atom,
    Rss,
    Badge,
    Snapshot,
    Summary,
    Status,
    Components,
    Incidents,
    Unresolved,
    Scheduled,
    Upcoming,
    Active,
}

/// <param name="Show">Ids of components with commas between, in the order of the catalog; empty: all.</param>
/// <param name="Number">Of an incident or planned work, else 0.</param>
internal readonly record struct StatusKey(StatusKind Kind, string Language, string Show, int Number)
{
    /// <summary>Longer lists are nobody's choice.</summary>
    private const int LongestShow = 2000;

    public static StatusKey Of(StatusKind kind) => new(kind, StatusWords.Usual.Language, "", 0);

    /// <summary>What the query asks for; what there is not is left out, so that there are no more answers than choices.</summary>
    public StatusKey With(IQueryCollection query, PublicModel model)
    {
        var shown = string.Join(',', query["show"].AsEnumerable());
        var wanted = shown.Length > LongestShow ? [] : shown.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        string[] found = [.. model.Components.Select(static component => component.Id).Where(wanted.Contains)];
        return this with { Language = StatusWords.For(query["lang"]).Language, Show = found.Length == model.Components.Length ? "" : string.Join(',', found) };
    }

    public ImmutableArray<string> Shown => [.. Show.Split(',', StringSplitOptions.RemoveEmptyEntries)];
}
