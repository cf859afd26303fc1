using System.Text.Json;
using MissionControl.Core.Incidents;
using MissionControl.Core.Services;
using MissionControl.Core.StatusPage;
using MissionControl.Tests.Support;
using MissionControl.Tests.Support.StatusPage;
using MissionControl.Web.StatusPage;

namespace MissionControl.Tests.StatusPage;

/// <summary>What clients of a Statuspage rely on.</summary>
public sealed class StatuspageJsonTests
{
    private static readonly DateTimeOffset _now = A.Moment;

    [Theory]
    [InlineData(Health.Operational, "none", "All Systems Operational", "operational")]
    [InlineData(Health.Maintenance, "maintenance", "Service Under Maintenance", "under_maintenance")]
    [InlineData(Health.Degraded, "minor", "Partially Degraded Service", "degraded_performance")]
    [InlineData(Health.PartialOutage, "major", "Partial System Outage", "partial_outage")]
    [InlineData(Health.MajorOutage, "critical", "Major Service Outage", "major_outage")]
    [InlineData(Health.Unknown, "minor", "Partially Degraded Service", "degraded_performance")]
    public void States_are_told_in_its_words(Health health, string indicator, string description, string component)
    {
        var summary = Read(new PublicCase().With("identity", health).Make(), StatusKind.Summary, _now);
        Assert.Equal((indicator, description), (summary.GetProperty("status").GetProperty("indicator").GetString(), summary.GetProperty("status").GetProperty("description").GetString()));
        var first = summary.GetProperty("components")[0];
        Assert.Equal(("sign-in", component), (first.GetProperty("id").GetString(), first.GetProperty("status").GetString()));
        Assert.Equal(health == Health.Unknown, first.GetProperty("stale").GetBoolean());
    }

    [Fact]
    public void Old_news_is_stale_and_operational_nowhere()
    {
        var summary = Read(new PublicCase().Make(), StatusKind.Summary, _now.AddMinutes(10));
        Assert.True(summary.GetProperty("status").GetProperty("stale").GetBoolean());
        Assert.Equal("minor", summary.GetProperty("status").GetProperty("indicator").GetString());
        Assert.All(summary.GetProperty("components").EnumerateArray(), static component => Assert.NotEqual("operational", component.GetProperty("status").GetString()));
    }

    [Fact]
    public void Groups_are_rows_that_name_their_components()
    {
        var components = Read(new PublicCase().Make(), StatusKind.Components, _now).GetProperty("components").EnumerateArray().ToArray();
        Assert.Equal(["sign-in", "booking", "records", "group-1", "group-2"], components.Select(static component => component.GetProperty("id").GetString()!));
        Assert.Equal([1, 2, 3, 4, 5], components.Select(static component => component.GetProperty("position").GetInt32()));
        Assert.Equal(["sign-in", "booking"], components[3].GetProperty("components").EnumerateArray().Select(static id => id.GetString()!));
        Assert.Equal("group-1", components[0].GetProperty("group_id").GetString());
        string[] keys = ["id", "name", "status", "created_at", "updated_at", "position", "showcase", "start_date", "page_id", "only_show_if_degraded", "description", "group_id", "group", "stale"];
        Assert.Equal(keys, components[0].EnumerateObject().Select(static key => key.Name));
    }

    [Fact]
    public void An_incident_has_all_its_keys_and_its_updates_newest_first()
    {
        var model = new PublicCase().With(new IncidentBuilder(4, Severity.Sev2, _now.AddHours(-1)).Says(Phase.Investigating, "Looking.", _now.AddMinutes(-20)).Says(Phase.Monitoring, "Better.", _now.AddMinutes(-2), _now.AddMinutes(30))).Make();
        var incident = Assert.Single(Read(model, StatusKind.Unresolved, _now).GetProperty("incidents").EnumerateArray());
        Assert.Equal(
            [
                "id", "name", "status", "created_at", "updated_at", "monitoring_at", "resolved_at", "impact", "shortlink", "started_at", "page_id", "next_update_by", "tell_users", "incident_updates", "components",
            ],
            incident.EnumerateObject().Select(static key => key.Name));
        Assert.Equal(
            ("incident-4", "monitoring", "major", "2026-11-21T02:02:00.000Z", "2026-11-21T02:34:00.000Z", "https://status.example.org/status/incidents/4"),
            (incident.GetProperty("id").GetString(), incident.GetProperty("status").GetString(), incident.GetProperty("impact").GetString(), incident.GetProperty("monitoring_at").GetString(), incident.GetProperty("next_update_by").GetString(), incident.GetProperty("shortlink").GetString()));
        Assert.Equal(JsonValueKind.Null, incident.GetProperty("resolved_at").ValueKind);
        Assert.Equal(["Better.", "Looking."], incident.GetProperty("incident_updates").EnumerateArray().Select(static update => update.GetProperty("body").GetString()!));
        Assert.Equal("sign-in", incident.GetProperty("components")[0].GetProperty("id").GetString());
    }

    [Fact]
    public void What_is_over_is_among_all_and_not_among_the_unresolved()
    {
        var model = new PublicCase().With(new IncidentBuilder(4, Severity.Sev2, _now.AddHours(-1)).Says(Phase.Resolved, "Over.", _now.AddMinutes(-2))).Make();
        Assert.Equal((1, 0), (Read(model, StatusKind.Incidents, _now).GetProperty("incidents").GetArrayLength(), Read(model, StatusKind.Unresolved, _now).GetProperty("incidents").GetArrayLength()));
    }

    private static JsonElement Read(PublicModel model, StatusKind kind, DateTimeOffset now)
    {
        using var document = JsonDocument.Parse(new StatusEdition(model, now, "https://status.example.org").Find(StatusKey.Of(kind)).Body);
        return document.RootElement.Clone();
    }
}
