using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Changes;
using MissionControl.Core.Journal;
using MissionControl.Tests.Support.Alerts;

namespace MissionControl.Tests.Api.Doors;

/// <summary>Flag services and deployment hooks tell changes to the real app, in their own shapes: signed, or with a token.</summary>
public sealed class ChangeDoorTests : IAsyncLifetime
{
    private const string Secret = "oats at noon";
    private const string Doors = "/api/v1/changes/";
    private AlertsApp _app = null!;

    private static string Now => TimeProvider.System.GetUtcNow().AddMinutes(-5).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");

    private static string Later => TimeProvider.System.GetUtcNow().AddMinutes(-3).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");

    private static string LaunchDarkly =>
        $$$"""
        {"_links":{"canonical":{"href":"/api/v2/flags/default/new-search","type":"application/json"},"site":{"href":"/default/production/features/new-search","type":"text/html"}},
         "_id":"57c0a8e29969090743529965","date":{{{TimeProvider.System.GetUtcNow().AddMinutes(-5).ToUnixTimeMilliseconds()}}},"accesses":[{"action":"updateOn","resource":"proj/default:env/production;prod:flag/new-search;search"}],
         "kind":"flag","name":"New search","description":"","member":{"_id":"548f","email":"zoe@example.org","firstName":"Zoe"},"titleVerb":"turned on the flag","title":"[Zoe](mailto:zoe@example.org) turned on the flag [New search](…)"}
        """;

    private static string Unleash =>
        $$"""{"id":149,"type":"feature-environment-enabled","createdAt":"{{Now}}","createdBy":"zoe@example.org","createdByUserId":7,"featureName":"new-search","project":"default","environment":"production","data":{},"preData":null,"tags":[],"label":null,"summary":null}""";

    private static string Flagsmith =>
        $$$"""
        {"event_type":"FLAG_UPDATED","data":{"changed_by":"zoe@example.org","timestamp":"{{{Now}}}",
          "new_state":{"enabled":true,"environment":{"id":23,"name":"Production"},"feature":{"id":7168,"name":"new_search","type":"CONFIG","project":{"id":12,"name":"Shop"},"description":null,"initial_value":null,"default_enabled":false,"created_date":"2021-02-10T20:03:43.348556Z"},"feature_segment":null,"feature_state_value":null,"identity":null,"identity_identifier":null},
          "previous_state":{"enabled":false,"environment":{"id":23,"name":"Production"},"feature":{"id":7168,"name":"new_search"},"feature_segment":null,"feature_state_value":null,"identity":null,"identity_identifier":null}
         }}
        """;

    private static string GitHub =>
        $$$"""
        {"action":"created","deployment_status":{"state":"success","creator":{"login":"zoe"},"created_at":"{{{Later}}}","log_url":"https://github.example.org/runs/1","target_url":""},
         "deployment":{"id":42,"sha":"a10867b14bb761a232cd80139fbd4c0d33264240","ref":"v4.18.0","task":"deploy","payload":{},"environment":"production","created_at":"{{{Now}}}"},
         "repository":{"id":1,"name":"identity-web","full_name":"rentals/identity-web"},"sender":{"login":"zoe"}}
        """;

    private static string GitLab =>
        $$$"""
        {"object_kind":"deployment","status":"success","status_changed_at":"{{{Now.Replace('T', ' ').Replace("Z", " +0000", StringComparison.Ordinal)}}}","deployment_id":15,"deployable_id":796,"deployable_url":"https://gitlab.example.org/rentals/-/jobs/796",
         "environment":"production","environment_tier":"production","project":{"id":30,"name":"identity-web","path_with_namespace":"rentals/identity-web"},"short_sha":"279484c0","user":{"id":1,"name":"Zoe"},"commit_title":"Add it","ref":"main"}
        """;

    public async Task InitializeAsync() => _app = await AlertsApp.StartAsync(
        $$"""
        services: [{ id: identity, name: Identity }, { id: search, name: Search }]
        intakes:
          - { id: flags, launchdarkly: { secret: {{Secret}}, service: search } }
          - { id: smith, flagsmith: { secret: {{Secret}}, service: search } }
          - { id: hub, github: { secret: {{Secret}}, service: identity } }
          - { id: lab, gitlab: { secret: {{Secret}}, environment: Production } }
        """,
        null);

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Each_sender_is_taken_as_it_was_meant_and_names_of_people_stay_out()
    {
        Assert.Equal("""{"taken":1,"leftOut":null}""", (await SignedAsync("launchdarkly", LaunchDarkly)).Body);
        Assert.Equal("""{"taken":1,"leftOut":null}""", (await WithTokenAsync("unleash?service=search", Unleash)).Body);
        Assert.Equal("""{"taken":1,"leftOut":null}""", (await SignedAsync("flagsmith?service=search", Flagsmith)).Body);
        Assert.Equal("""{"taken":1,"leftOut":null}""", (await SignedAsync("github?service=identity&environment=Production", GitHub)).Body);
        Assert.Equal("""{"taken":1,"leftOut":null}""", (await SignedAsync("gitlab", GitLab)).Body);
        var told = _app.App.Services.GetRequiredService<ChangeBook>().Current.All.ToDictionary(change => change.By + change.Key);
        Assert.Equal(
            ["FlagsmithFlag new_search: turned on search", "GitHubDeploy identity-web v4.18.0 identity", "GitLabDeploy identity-web main 279484c0 ", "LaunchDarklyFlag new-search: turned on search", "UnleashFlag new-search: turned on search"],
            told.Values.Select(change => $"{change.By}{change.Kind} {change.Title} {change.Service}").Order(StringComparer.Ordinal));
        Assert.Equal("https://app.launchdarkly.com/default/production/features/new-search", told["LaunchDarklylaunchdarkly-57c0a8e29969090743529965"].Link);
        var deployed = told["GitHubgithub-42"];
        Assert.Equal((TimeSpan.FromMinutes(2), "https://github.example.org/runs/1"), (Round(deployed.Until - deployed.At), deployed.Link));
        Assert.All(told.Values, change => Assert.DoesNotContain("zoe", $"{change}", StringComparison.OrdinalIgnoreCase));
        var actors = (await _app.App.Services.GetRequiredService<IJournal>().ReadAfterAsync(0, 100, default)).Where(entry => entry.Kind == "change.told").Select(entry => entry.Actor.Split(':')[0]);
        Assert.Equal(["intake", "intake", "intake", "intake", "token"], actors.Order());
    }

    [Fact]
    public async Task Sent_again_it_is_the_same_change()
    {
        for (var i = 0; i < 2; i++)
            Assert.Equal(HttpStatusCode.OK, (await SignedAsync("github", GitHub)).Status);
        Assert.Single(_app.App.Services.GetRequiredService<ChangeBook>().Current.All);
    }

    [Theory]
    [InlineData("launchdarkly")]
    [InlineData("flagsmith")]
    [InlineData("github")]
    [InlineData("gitlab")]
    [InlineData("unleash")]
    public async Task A_wrong_signature_none_and_that_of_another_door_open_nothing(string door)
    {
        foreach (var (name, value) in new[]
        {
            ("X-None", "1"), ("X-LD-Signature", Sign("another", LaunchDarkly)), ("X-Flagsmith-Signature", "no hexadecimal"), ("X-Hub-Signature-256", Sign(Secret, LaunchDarkly)),
            ("X-Gitlab-Token", "another"), ("X-Grafana-Alerting-Signature", Sign(Secret, LaunchDarkly)),
        })
            Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(door, LaunchDarkly, name, value)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(door == "launchdarkly" ? "github" : "launchdarkly", LaunchDarkly, door == "launchdarkly" ? "X-LD-Signature" : "X-Hub-Signature-256", Sign(Secret, LaunchDarkly))).Status);
        using var plain = Request("/api/v1/changes", LaunchDarkly, "X-LD-Signature", Sign(Secret, LaunchDarkly));
        Assert.Equal(HttpStatusCode.Unauthorized, (await _app.SendAsync(plain)).Status);
        Assert.Empty(_app.App.Services.GetRequiredService<ChangeBook>().Current.All);
    }

    [Theory]
    [InlineData("launchdarkly", """{"kind":"environment","_id":"1","date":1,"name":"Test"}""", "Only flags")]
    [InlineData("unleash", """{"type":"feature-tagged","id":1}""", "Nobody is served otherwise")]
    [InlineData("flagsmith", """{"event_type":"AUDIT_LOG_CREATED","data":{}}""", "Only flags")]
    [InlineData("github", """{"deployment_status":{"state":"failure"},"deployment":{"id":1},"repository":{"name":"x"}}""", "Only what succeeded")]
    [InlineData("gitlab", """{"object_kind":"push"}""", "Only deployments")]
    [InlineData("gitlab", """{"object_kind":"deployment","status":"running"}""", "Only what succeeded")]
    public async Task What_is_no_change_is_answered_so(string door, string body, string says)
    {
        var answer = await WithTokenAsync(door, body);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.StartsWith($$"""{"taken":0,"leftOut":"{{says}}""", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_signature_does_not_hold_the_address_cannot_say()
    {
        // The same message, heard on its way and sent to another address.
        var answer = await SignedAsync("github?service=search", GitHub);
        Assert.Equal((HttpStatusCode.BadRequest, "service"), (answer.Status, answer.Fields));
        Assert.Equal("service", (await SignedAsync("gitlab?service=identity", GitLab)).Fields);
        Assert.StartsWith("""{"taken":0,"leftOut":"It is of staging""", (await SignedAsync("gitlab", GitLab.Replace("\"environment\":\"production\"", "\"environment\":\"staging\"", StringComparison.Ordinal))).Body, StringComparison.Ordinal);
        Assert.Empty(_app.App.Services.GetRequiredService<ChangeBook>().Current.All);
        Assert.Equal("""{"taken":1,"leftOut":null}""", (await WithTokenAsync("github?service=search", GitHub)).Body);
        Assert.Equal("search", Assert.Single(_app.App.Services.GetRequiredService<ChangeBook>().Current.All).Service);
    }

    [Fact]
    public async Task Nobody_takes_the_name_of_anothers_change()
    {
        // Told first by somebody else under the name that the door will give.
        Assert.Equal(HttpStatusCode.OK, (await SendToAsync("/api/v1/changes", """{"kind":"deploy","title":"Nothing to see","id":"github-42"}""", "Authorization", $"Bearer {await _app.TokenAsync("changes:write")}")).Status);
        Assert.Equal("""{"taken":1,"leftOut":null}""", (await SignedAsync("github", GitHub)).Body);
        Assert.Equal(["Nothing to see", "identity-web v4.18.0"], _app.App.Services.GetRequiredService<ChangeBook>().Current.All.Select(change => change.Title).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Another_environment_than_asked_for_is_left_out()
    {
        Assert.StartsWith("""{"taken":0""", (await SignedAsync("launchdarkly?environment=staging", LaunchDarkly)).Body, StringComparison.Ordinal);
        Assert.StartsWith("""{"taken":1""", (await SignedAsync("flagsmith?environment=production", Flagsmith)).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("launchdarkly", """{"kind":"flag"}""", "_id,name,date")]
    [InlineData("launchdarkly", """{"kind":"flag","_id":"1","name":"x","date":1}""", "date")]
    [InlineData("launchdarkly", "[]", "")]
    [InlineData("unleash", """{"type":"feature-archived","id":"one","featureName":7}""", "id,id,featureName,featureName,createdAt")]
    [InlineData("unleash", """{"type":"feature-archived","id":1,"featureName":"x","createdAt":"yesterday"}""", "createdAt")]
    [InlineData("flagsmith", """{"event_type":"FLAG_UPDATED"}""", "data")]
    [InlineData("flagsmith", """{"event_type":"FLAG_UPDATED","data":{"new_state":{"feature":{}}}}""", "data.timestamp,data.new_state.feature.name")]
    [InlineData("github", """{"zen":"Speak like a human."}""", "deployment_status,deployment,repository")]
    [InlineData("github", """{"deployment_status":{"state":"success"},"deployment":{"id":1},"repository":{}}""", "deployment.created_at,repository.name,deployment.ref")]
    [InlineData("gitlab", """{"object_kind":"deployment","status":"success","status_changed_at":"2026","deployment_id":1,"project":{"name":"x"},"ref":"main"}""", "status_changed_at")]
    [InlineData("gitlab", "{}", "object_kind")]
    public async Task Every_malformed_field_is_named_as_the_sender_calls_it(string door, string body, string fields)
    {
        var answer = await WithTokenAsync(door, body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(string.Join(',', fields.Split(',').Distinct()), answer.Fields);
    }

    private static TimeSpan? Round(TimeSpan? span) => span is { } length ? TimeSpan.FromMinutes(Math.Round(length.TotalMinutes)) : null;

    private static string Sign(string secret, string body) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body)));

    private static HttpRequestMessage Request(string address, string body, string header, string value)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation(header, value);
        return request;
    }

    private Task<AlertsApp.Answer> SendAsync(string door, string body, string header, string value) => SendToAsync(Doors + door, body, header, value);

    private async Task<AlertsApp.Answer> SendToAsync(string address, string body, string header, string value)
    {
        using var request = Request(address, body, header, value);
        return await _app.SendAsync(request);
    }

    private async Task<AlertsApp.Answer> WithTokenAsync(string door, string body) => await SendAsync(door, body, "Authorization", $"Bearer {await _app.TokenAsync("changes:write")}");

    private Task<AlertsApp.Answer> SignedAsync(string door, string body) => door.Split('?')[0] switch
    {
        "launchdarkly" => SendAsync(door, body, "X-LD-Signature", Sign(Secret, body)),
        "flagsmith" => SendAsync(door, body, "X-Flagsmith-Signature", Sign(Secret, body)),
        "github" => SendAsync(door, body, "X-Hub-Signature-256", "sha256=" + Sign(Secret, body)),
        _ => SendAsync(door, body, "X-Gitlab-Token", Secret),
    };
}
