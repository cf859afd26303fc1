using System.Collections.Immutable;
using MissionControl.Core;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Rules;

namespace MissionControl.Web.Api.Alerts;

/// <summary>What is asked of an Alertmanager's list, as written: which kinds (all unless said), and conditions that all hold.</summary>
internal sealed record ListedQuery(string? Active, string? Silenced, string? Inhibited, string[]? Filter)
{
    private const int MostConditions = 20;

    public (ImmutableArray<ListedAlert> Alerts, ImmutableArray<FieldProblem> Problems) Choose(AlertsSnapshot snapshot)
    {
        var problems = ImmutableArray.CreateBuilder<FieldProblem>();
        var (active, silenced, inhibited) = (Read("active", Active, problems), Read("silenced", Silenced, problems), Read("inhibited", Inhibited, problems));
        var matchers = ImmutableArray.CreateBuilder<Matcher>();
        foreach (var text in Filter ?? [])
            if (MatcherText.TryRead(text, out var read, out var wrong))
                matchers.AddRange(read);
            else
                problems.Add(new("filter", wrong));
        if (matchers.Count > MostConditions)
            problems.Add(new("filter", $"There may be {MostConditions} conditions at most."));
        if (problems.Count > 0)
            return ([], problems.ToImmutable());
        var conditions = matchers.ToImmutable();
        return ([
            .. snapshot.Open.SelectMany(static group => group.Alerts)
                .Where(alert => alert.IsOpen && (active || alert.IsQuiet) && (silenced || alert.Silence is null) && (inhibited || alert.InhibitedBy is null) && conditions.AreTrueOf(alert.Labels))
                .Select(alert => ListedAlert.From(alert, snapshot.At)),
        ], []);
    }

    private static bool Read(string name, string? text, ImmutableArray<FieldProblem>.Builder problems)
    {
        if (text is null or "" or "true")
            return true;
        if (text != "false")
            problems.Add(new(name, "This must be true or false."));
        return false;
    }
}
