using System.Collections.Immutable;
using MissionControl.Core;
using MissionControl.Core.Alerts;

namespace MissionControl.Web.Api.Alerts.Groups;

/// <summary>What is asked for by <c>GET /api/v1/alerts</c>, as written.</summary>
internal sealed record GroupsQuery(string? Show, string? Limit, string? After)
{
    public const string Open = "open";
    public const string Ended = "ended";

    public PageQuery Page => new(Limit, After);

    /// <summary>The groups, or what is wrong with the question.</summary>
    public (ImmutableArray<AlertGroup> Groups, FieldProblem? Problem) Choose(AlertsSnapshot snapshot) => Show switch
    {
        null or "" or Open => (snapshot.Open, null),
        Ended => (snapshot.Ended, null),
        _ => ([], new FieldProblem("show", $"This must be {Open} or {Ended}.")),
    };
}
