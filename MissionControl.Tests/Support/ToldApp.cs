using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Alerts;
using MissionControl.Core.Board;
using MissionControl.Core.Calendars;
using MissionControl.Core.People;
using MissionControl.Core.People.Tokens;
using MissionControl.Tests.Support.Alerts;
using MissionControl.Web.Api.Alerts.Groups;
using MissionControl.Web.Hosting;

namespace MissionControl.Tests.Support;

/// <summary>The real app at the moment of the document's examples, with what they name, an administrator asking; and the document it answers.</summary>
public sealed class ToldApp : IAsyncLifetime, IDisposable
{
    private const string Catalog = """
        sources:
          - { id: app, pushed: {} }
          - { id: demo, demo: {} }
        intakes:
          - { id: checks, generic: { alerts: $.events, name: $.check.name, status: $.state, firing: [CRITICAL], resolved: [OK], startsAt: $.since, labels: { host: $.check.host }, annotations: { summary: $.output } } }
        services:
          - { id: identity, name: Identity, description: Lets renters sign in., owner: identity, dependsOn: [directory] }
          - { id: directory, name: Directory, description: Knows who everybody is. }
        bpms:
          - { id: sign-in-success, name: Sign-in success, means: The share that reaches the dashboard., kind: ratio, source: demo, numerator: sign-in-success.good, denominator: sign-in-success.all, unit: "%", stage: retention, services: [identity], audiences: [Responder] }
          - { id: sign-ups, name: Sign-ups, means: New renters., kind: rate, source: app, band: { kind: fixed, lower: 10 } }
          - { id: basket, name: Basket, means: Money., kind: value, source: app, unit: £ }
        """;

    private readonly TemporaryFolder _folder = new();
    private WebApplication? _app;

    public WebApplication App => _app ?? throw new InvalidOperationException("The app has not started.");

    public HttpClient Client { get; } = new();

    public JsonElement Document { get; private set; }

    internal SchemaCheck Schemas => new(Document);

    internal IEnumerable<ToldOperation> Operations =>
        from path in Document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select new ToldOperation(new HttpMethod(operation.Name.ToUpperInvariant()), path.Name, operation.Value);

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(_folder["catalog"]);
        await File.WriteAllTextAsync(Path.Combine(_folder["catalog"], "a.yaml"), Catalog);
        foreach (var runbook in new[] { "sign-in-failures", "pages-slow" })
            await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(_folder["catalog/runbooks"]).FullName, $"{runbook}.md"), $"---\nowner: identity\nreviewedOn: 2026-10-02\n---\n{A.RunbookText}");
        _app = MissionApp.Create(
            ["--urls", "http://127.0.0.1:0", "--environment", "Development", "--MissionControl:Catalog", _folder["catalog"], "--MissionControl:Data", _folder["data"]],
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(new ManualTimeProvider(A.Moment));
                PersonScheme.Of(Role.Administrator)(builder);
            });
        await _app.StartAsync();
        Client.BaseAddress = new Uri(_app.Urls.First());
        await Eventually.Holds(() => _app.Services.GetRequiredService<BoardFeed>().Current.Tiles.Length == 3);
        foreach (var number in Enumerable.Range(1, 3))
            (await SendAsync(HttpMethod.Post, "/api/v1/changes", $$"""{"kind":"flag","title":"flag {{number}}","service":"identity","at":"2026-11-21T01:0{{number}}:00Z"}""", "changes:write")).Dispose();
        var declared = await _app.Services.GetRequiredService<StretchBook>().DeclareAsync(
            new() { Kind = StretchKind.Outage, Bpm = "sign-in-success", From = A.Moment.AddHours(-2), To = A.Moment.AddHours(-1), Words = "Directory was slow", By = Actor.System }, default);
        Assert.Empty(declared.Problems);
        foreach (var (number, title) in ((int, string)[])[(1, "Some people cannot sign in"), (2, "Search answers nothing")])
        {
            using var kept = await SendAsync(HttpMethod.Post, "/api/v1/incidents", $$"""{"title":"{{title}}","severity":{{number + 1}},"bpm":"sign-in-success"}""", "incidents:write");
            Assert.True(kept.IsSuccessStatusCode);
        }

        // The id of a group is made when it begins: the document's example becomes one that there is.
        var document = await Client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative));
        Document = JsonElement.Parse(document.Replace(GroupEndpoints.Example, await AlertAsync(), StringComparison.Ordinal));
    }

    public async Task DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
    }

    public void Dispose()
    {
        Client.Dispose();
        _folder.Dispose();
    }

    /// <param name="scope">Of the token that is sent; <see langword="null"/>: an administrator asks.</param>
    internal async Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, string? body, string? scope)
    {
        using var request = new HttpRequestMessage(method, address);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (scope is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(scope));
        return await Client.SendAsync(request);
    }

    /// <summary>As whoever may: by the scope that the document names, or as an administrator.</summary>
    internal Task<HttpResponseMessage> SendAsync(ToldOperation operation, string address, string? body) =>
        SendAsync(operation.Method, address, body, ScopeOf(operation));

    internal static string? ScopeOf(ToldOperation operation) =>
        operation.Json.GetProperty("security").EnumerateArray().Where(static way => way.TryGetProperty("token", out _)).Select(static way => way.GetProperty("token")[0].GetString()).FirstOrDefault();

    /// <summary>What the answer has that the document does not say of it.</summary>
    internal async Task<IReadOnlyList<string>> FindAsync(ToldOperation operation, HttpResponseMessage answer)
    {
        var status = (int)answer.StatusCode;
        var name = $"{operation.Name} {answer.RequestMessage!.RequestUri!.Query} → {status}";
        var text = await answer.Content.ReadAsStringAsync();
        if (operation.Answers.FirstOrDefault(told => told.Status == status).Json is not { ValueKind: JsonValueKind.Object } response)
            return [$"{name} is not in the document: {text}"];
        if (answer.Content.Headers.ContentType?.MediaType is not { } type || !response.TryGetProperty("content", out var content) || !content.TryGetProperty(type, out var media))
            return [$"{name} is {answer.Content.Headers.ContentType}, which the document does not say"];
        if (!type.EndsWith("json", StringComparison.Ordinal))
            return [];
        return [.. Schemas.Find(media.GetProperty("schema"), JsonElement.Parse(text)).Select(found => $"{name} {found}")];
    }

    // Two groups that are open and two that are over; answers one of those that are open.
    private async Task<string> AlertAsync()
    {
        foreach (var status in (string[])["firing", "resolved"])
        {
            var alerts = ((string[])["Disk full", "Queue long", "Sign-ins low", "Directory slow"]).Take(status == "firing" ? 4 : 2)
                .Select(name => $$"""{"status":"{{status}}","labels":{"alertname":"{{name}}"},"startsAt":"2026-11-21T01:50:00Z","endsAt":"{{(status == "firing" ? "0001-01-01" : "2026-11-21")}}T02:00:00Z"}""");
            using var answer = await SendAsync(HttpMethod.Post, "/api/v1/alerts/alertmanager", AlertSamples.Webhook(alerts), "alerts:write");
            Assert.True(answer.IsSuccessStatusCode);
        }

        var feed = App.Services.GetRequiredService<AlertFeed>();
        string? open = null;
        // Our own rules may have found something, too.
        await Eventually.Holds(() => (open = feed.Current.Open.FirstOrDefault(static group => group.Name == "Sign-ins low")?.Id.ToString()) is not null
            && feed.Current.Open.Length > 1 && feed.Current.Ended.Length > 1);
        return open!;
    }

    private async Task<string> TokenAsync(string scope) =>
        (await App.Services.GetRequiredService<TokenBook>().IssueAsync(new("test", [scope], null), Actor.System, default)).Issued!.Secret;
}
