using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Tests.Support;
using MissionControl.Tests.Support.Alerts;

namespace MissionControl.Tests.Api.Alerts;

/// <summary>Groups of alerts, asked for from the real app.</summary>
public sealed class GroupEndpointsTests : IAsyncLifetime
{
    private const string Address = "/api/v1/alerts";
    private static readonly Guid Cause = new("22222222-2222-3333-4444-555555555555");

    private AlertsApp _app = null!;
    private string _token = "";

    private static AlertGroup Group => new AlertCase().Group(AlertCase.Alert(("alertname", "DiskFull"), ("service", "search")));

    private AlertFeed Feed => _app.App.Services.GetRequiredService<AlertFeed>();

    public async Task InitializeAsync()
    {
        _app = await AlertsApp.StartAsync();
        _token = await _app.TokenAsync("read");
        // Nothing else is published after the first: no alert comes in.
        await Eventually.Holds(() => Feed.Current.Version > 0);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task What_reads_Alertmanagers_is_told_what_is_open_and_what_keeps_it_quiet()
    {
        var (loud, follows, silenced) = (AlertCase.Alert(("alertname", "Down")), AlertCase.Alert(("alertname", "Slow")), AlertCase.Alert(("alertname", "Full")));
        var silence = Guid.NewGuid();
        Publish([Group with { Alerts = [loud, follows with { InhibitedBy = loud.Fingerprint }, silenced with { Silence = silence }, loud with { State = AlertState.Resolved }] }], []);
        const string List = "/alertmanager/api/v2/alerts";
        var all = (await AskAsync(List)).EnumerateArray().Select(static alert => (Name: alert.GetProperty("labels").GetProperty("alertname").GetString(), Status: alert.GetProperty("status").GetRawText())).ToArray();
        Assert.Equal(
            [
                ("Down", """{"state":"active","silencedBy":[],"inhibitedBy":[],"mutedBy":[]}"""),
                ("Slow", $$"""{"state":"suppressed","silencedBy":[],"inhibitedBy":["{{loud.Fingerprint}}"],"mutedBy":[]}"""),
                ("Full", $$"""{"state":"suppressed","silencedBy":["{{silence}}"],"inhibitedBy":[],"mutedBy":[]}"""),
            ],
            all);
        Assert.Equal(["Down", "Full"], await NamesAsync(List + "?inhibited=false"));
        Assert.Equal(["Slow"], await NamesAsync(List + "?active=false&silenced=false"));
        Assert.Equal(["Down", "Full"], await NamesAsync(List + "?filter=alertname!%3DSlow&filter=alertname%3D~%22Down%7CFull%22"));

        async Task<string[]> NamesAsync(string address) => [.. (await AskAsync(address)).EnumerateArray().Select(static alert => alert.GetProperty("labels").GetProperty("alertname").GetString()!)];
    }

    [Fact]
    public async Task A_group_is_told_with_who_looks_after_it_until_when_it_waits_and_what_it_is_about()
    {
        var group = Group with
        {
            Services = ["search"],
            Bpms = ["searches"],
            Hurting = ["searches"],
            Acknowledged = new("person:ada", A.Moment),
            Held = new("person:ada", A.Moment, A.Moment.AddHours(6)),
            IsQuiet = true,
            Work = new(7, "Search moves", A.Moment.AddHours(2)),
            ExplainedBy = Cause,
            Lately = 3,
            Outcome = AlertOutcome.CouldWait,
        };
        Publish([group], []);
        var told = (await AskAsync(Address)).GetProperty("groups")[0];
        Assert.Equal(
            $$"""{"id":"{{group.Id}}","name":"Disk full","key":"DiskFull","urgency":"{{group.Urgency}}","state":"Firing","since":"2026-11-21T01:52:00Z","endedAt":null,"services":["search"],"bpms":["searches"],"hurting":["searches"],"""
            + $$"""
            "acknowledged":{"by":"person:ada","at":"2026-11-21T02:04:00Z"},"held":{"until":"2026-11-21T08:04:00Z"},"quiet":true,"work":{"number":7,"title":"Search moves","until":"2026-11-21T04:04:00Z"},"explainedBy":"{{Cause}}","lately":3,"outcome":"CouldWait","count":1,"open":1}
            """,
            told.GetRawText());
    }

    [Fact]
    public async Task Its_alerts_come_with_it_alone()
    {
        var silence = Guid.NewGuid();
        var alert = AlertCase.Alert(("alertname", "DiskFull"), ("host", "db-1")) with
        {
            Annotations = LabelSet.Of(("summary", "91 % full")),
            Values = ImmutableSortedDictionary<string, double>.Empty.Add("B", 22.5).Add("C", double.NaN),
            Link = "https://grafana.example/d/1",
            Silence = silence,
        };
        var over = AlertCase.Alert(("alertname", "DiskFull"), ("host", "db-2")) with { State = AlertState.Resolved, EndsAt = A.Moment };
        var group = new AlertCase().Group(alert, over);
        Publish([group], []);
        var told = await AskAsync($"{Address}/{group.Id}");
        Assert.Equal((2, 1), (told.GetProperty("count").GetInt32(), told.GetProperty("open").GetInt32()));
        Assert.Equal(2, told.GetProperty("alerts").GetArrayLength());
        Assert.Equal("2026-11-21T02:04:00Z", told.GetProperty("alerts")[1].GetProperty("endsAt").GetString());
        Assert.Equal(
            $$"""{"fingerprint":"{{alert.Fingerprint}}","name":"Disk full","urgency":"Warning","state":"Firing","cannotSee":false,"labels":{"alertname":"DiskFull","host":"db-1"},"annotations":{"summary":"91 % full"},"values":{"B":22.5,"C":null},"""
            + $$"""
            "startsAt":"2026-11-21T01:52:00Z","endsAt":null,"heardAt":"2026-11-21T02:04:00Z","intake":"alertmanager","link":"https://grafana.example/d/1","silence":"{{silence}}","inhibitedBy":null}
            """,
            told.GetProperty("alerts")[0].GetRawText());
    }

    [Fact]
    public async Task What_ended_is_asked_for_by_that_word_and_found_by_its_id()
    {
        var (open, ended) = (Group, Group with { Id = Cause, EndedAt = A.Moment, State = AlertState.Resolved });
        Publish([open], [ended]);
        Assert.Equal([open.Id.ToString()], Ids(await AskAsync(Address)));
        Assert.Equal([open.Id.ToString()], Ids(await AskAsync(Address + "?show=open")));
        Assert.Equal([Cause.ToString()], Ids(await AskAsync(Address + "?show=ended")));
        Assert.Equal("2026-11-21T02:04:00Z", (await AskAsync($"{Address}/{Cause}")).GetProperty("endedAt").GetString());
    }

    [Fact]
    public async Task A_tag_holds_until_something_moved_and_that_of_a_group_until_the_group_did()
    {
        var group = Group;
        Publish([group], []);
        var (list, one) = (await TagAsync(Address), await TagAsync($"{Address}/{group.Id}"));
        Assert.StartsWith("W/", list, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, await StatusAsync(Address, list));
        Publish([group, Group with { Id = Cause }], []);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotModified), (await StatusAsync(Address, list), await StatusAsync($"{Address}/{group.Id}", one)));
        Publish([group with { Version = 7 }], []);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync($"{Address}/{group.Id}", one));
    }

    [Fact]
    public async Task Nobody_is_told_that_there_is_nothing_before_what_there_is_was_read()
    {
        Feed.Publish(Feed.Current with { Version = 0 });
        foreach (var address in (string[])[Address, $"{Address}/{Cause}"])
        {
            using var answer = await SendAsync(HttpMethod.Get, address, null);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "5"), (answer.StatusCode, answer.Headers.RetryAfter?.ToString()));
        }
    }

    [Fact]
    public async Task An_id_that_is_none_and_one_of_nothing_are_404_and_the_doors_beside_them_take_what_they_took()
    {
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync($"{Address}/{Cause}", null));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync($"{Address}/nothing", null));
        using var door = await SendAsync(HttpMethod.Get, $"{Address}/sns", null);
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "POST"), (door.StatusCode, Assert.Single(door.Content.Headers.Allow)));
        using var group = await SendAsync(HttpMethod.Delete, $"{Address}/{Cause}", null);
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "GET, HEAD"), (group.StatusCode, string.Join(", ", group.Content.Headers.Allow)));
    }

    [Fact]
    public async Task A_token_that_tells_alerts_may_not_read_them()
    {
        _token = _app.Token;
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(Address, null));
    }

    private static IEnumerable<string?> Ids(JsonElement answer) => answer.GetProperty("groups").EnumerateArray().Select(static group => group.GetProperty("id").GetString());

    private void Publish(ImmutableArray<AlertGroup> open, ImmutableArray<AlertGroup> ended) =>
        Feed.Publish(new() { Version = Feed.Current.Version + 1, At = A.Moment, Open = open, Ended = ended });

    private async Task<JsonElement> AskAsync(string address)
    {
        using var answer = await SendAsync(HttpMethod.Get, address, null);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync());
    }

    private async Task<string> TagAsync(string address)
    {
        using var answer = await SendAsync(HttpMethod.Get, address, null);
        return answer.Headers.ETag!.ToString();
    }

    private async Task<HttpStatusCode> StatusAsync(string address, string? known)
    {
        using var answer = await SendAsync(HttpMethod.Get, address, known);
        return answer.StatusCode;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, string? known)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = new("Bearer", _token);
        if (known is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
        return await _app.Client.SendAsync(request);
    }
}
