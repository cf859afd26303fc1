using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.People;
using MissionControl.Core.People.Tokens;
using MissionControl.Tests.Support;
using MissionControl.Web.Account;
using MissionControl.Web.Hosting;

namespace MissionControl.Tests.Account;

/// <summary>docs/access.md is the whole matrix: every endpoint and page of the running app, and what happens to everybody who asks for it.</summary>
public sealed partial class RoleMatrixTests
{
    private static readonly string Table = Path.Combine(Repository.Root, "docs", "access.md");

    [Fact]
    public async Task Every_endpoint_has_its_line_and_every_line_its_endpoint()
    {
        using var data = new TemporaryFolder();
        await using var app = await StartAsync(data, null);
        var written = (await File.ReadAllLinesAsync(Table)).Where(static line => line.StartsWith("| `", StringComparison.Ordinal)).ToArray();
        Assert.Equal(Lines(app).Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_endpoint_that_decides_nothing_is_for_nobody_but_administrators()
    {
        foreach (var role in (Role?[])[null, Role.Editor, Role.Administrator])
        {
            using var data = new TemporaryFolder();
            await using var app = await StartAsync(data, role, static app => app.MapGet("/forgotten", static () => "secret"));
            using var client = Client(app);
            using var answer = await client.GetAsync(new Uri("/forgotten", UriKind.Relative));
            Assert.Equal(role is Role.Administrator, answer.IsSuccessStatusCode);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Responder)]
    [InlineData(Role.Editor)]
    [InlineData(Role.Administrator)]
    public async Task Everybody_gets_what_the_table_says_and_nothing_else(Role? role)
    {
        using var data = new TemporaryFolder();
        await using var app = await StartAsync(data, role);
        using var client = Client(app);
        foreach (var (endpoint, method, address) in Calls(app))
        {
            using var request = new HttpRequestMessage(method, address);
            using var answer = await client.SendAsync(request);
            var isOpen = endpoint.Metadata.GetMetadata<OpenToAnyoneAttribute>() is not null;
            var isFor = endpoint.Metadata.GetMetadata<NeedsAttribute>()?.Role is { } least && role >= least;
            Assert.True(IsLetIn(answer) == (isOpen || isFor), $"{role?.ToString() ?? "A stranger"}: {method} {address} answers {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task A_token_opens_what_its_scope_says_and_nothing_else()
    {
        using var data = new TemporaryFolder();
        await using var app = await StartAsync(data, null);
        var book = app.Services.GetRequiredService<TokenBook>();
        foreach (var scope in Enum.GetValues<Scope>())
        {
            var secret = (await book.IssueAsync(new(scope.Word(), [scope.Word()], null), Actor.System, default)).Issued!.Secret;
            using var client = Client(app);
            client.DefaultRequestHeaders.Authorization = new("Bearer", secret);
            foreach (var (endpoint, method, address) in Calls(app))
            {
                using var request = new HttpRequestMessage(method, address);
                using var answer = await client.SendAsync(request);
                var may = endpoint.Metadata.GetMetadata<OpenToAnyoneAttribute>() is not null || endpoint.Metadata.GetMetadata<NeedsAttribute>()?.Scope == scope;
                Assert.True(IsLetIn(answer) == may, $"{scope}: {method} {address} answers {answer.StatusCode}");
            }
        }
    }

    private static bool IsLetIn(HttpResponseMessage answer) =>
        answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        && answer.Headers.Location?.OriginalString.StartsWith("/sign-in", StringComparison.Ordinal) is not true;

    private static async Task<WebApplication> StartAsync(TemporaryFolder data, Role? role, Action<WebApplication>? map = null)
    {
        var app = MissionApp.Create(["--urls", "http://127.0.0.1:0", "--environment", "Production", "--MissionControl:Data", data.Path], role is { } person ? PersonScheme.Of(person) : null);
        map?.Invoke(app);
        await app.StartAsync();
        return app;
    }

    private static HttpClient Client(WebApplication app)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(app.Urls.First()), Timeout = TimeSpan.FromSeconds(30) };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        return client;
    }

    /// <summary>Style sheets, scripts and pictures have one decision for all; for files that are not there the framework answers 404.</summary>
    private static IEnumerable<RouteEndpoint> Endpoints(WebApplication app) =>
        app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(static endpoint => endpoint.Metadata.GetMetadata<OpenToAnyoneAttribute>()?.Reveals is not "style sheets, scripts and pictures, which hold nothing of the organisation"
                && endpoint.RoutePattern.RawText is not "{**path:file}");

    private static IEnumerable<(RouteEndpoint Endpoint, HttpMethod Method, string Address)> Calls(WebApplication app) =>
        from endpoint in Endpoints(app)
        // What is denied says 403 itself, and what signs out leads to where one signs in.
        where endpoint.RoutePattern.RawText is not "/denied"
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        where method is not "CONNECT"
        select (endpoint, new HttpMethod(method), "/" + Parameter().Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), static part => part.Value.Contains(":guid", StringComparison.Ordinal) ? Guid.Empty.ToString("D") : part.Value.Contains(":int", StringComparison.Ordinal) ? "1" : "sign-in-success"));

    private static IEnumerable<string> Lines(WebApplication app) =>
        (from endpoint in Endpoints(app)
         let methods = (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["any"]).Where(static method => method is not "HEAD")
         let who = endpoint.Metadata.GetMetadata<OpenToAnyoneAttribute>() is { } open ? $"anybody: {open.Reveals}" : Who(endpoint.Metadata.GetMetadata<NeedsAttribute>())
         select $"| `{string.Join(' ', methods.Order(StringComparer.Ordinal))} /{endpoint.RoutePattern.RawText!.TrimStart('/')}` | {who} |").Distinct();

    private static string Who(NeedsAttribute? needs) => string.Join(", ", ((string?[])
    [
        needs?.Role is { } role ? $"{role} and above" : null,
        needs?.Scope is { } scope ? $"tokens with `{scope.Word()}`" : null,
        needs?.AlsoWalls is true ? "wall screens" : null,
        needs?.AlsoSigned is true ? "messages signed with a secret of the catalog" : null,
    ]).OfType<string>()) is { Length: > 0 } who ? who : "NOBODY DECIDED";

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Parameter();
}
