using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using MissionControl.Core.Sources.Outbound;

namespace MissionControl.Tests.Sources.Outbound;

/// <summary>Against real listeners: one that may be called, one beside it that may not.</summary>
public sealed class GuardedClientTests : IAsyncLifetime
{
    private static readonly OutboundOptions Options = new() { Timeout = TimeSpan.FromSeconds(30), MostBytes = 1000, MostRedirects = 2 };
    private readonly List<string> _insideWasAsked = [];
    private WebApplication _outside = null!;
    private WebApplication _inside = null!;

    public async Task InitializeAsync()
    {
        _inside = await StartAsync(app => app.MapFallback((HttpContext context) =>
        {
            _insideWasAsked.Add(context.Request.Path);
            return "the crown jewels";
        }));
        _outside = await StartAsync(app =>
        {
            app.MapGet("/hook", (HttpContext context) => $"hello {context.Request.Headers.Authorization}");
            app.MapPost("/hook", static () => "taken");
            app.MapGet("/large", static () => new string('x', 1001));
            app.MapGet("/just", static () => new string('x', 1000));
            app.MapGet("/round", static () => Results.Redirect("/round"));
            app.MapGet("/on", static () => Results.Redirect("/hook"));
            app.MapGet("/elsewhere", (HttpContext context) => Results.Redirect(Of(_outside, "/hook").AbsoluteUri.Replace("127.0.0.1", "elsewhere.example", StringComparison.Ordinal)));
            app.MapPost("/on", static () => Results.Redirect("/hook"));
            app.MapGet("/in", () => Results.Redirect(Of(_inside, "/secret").AbsoluteUri));
            app.MapGet("/file", static (HttpContext context) =>
            {
                context.Response.Headers.Location = "file:///etc/passwd";
                context.Response.StatusCode = StatusCodes.Status302Found;
            });
            app.MapGet("/silent", static (CancellationToken cancellationToken) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken));
        });
    }

    public async Task DisposeAsync()
    {
        await _outside.DisposeAsync();
        await _inside.DisposeAsync();
    }

    [Fact]
    public async Task A_public_address_is_called_and_answers()
    {
        var answer = await AskAsync("/hook", HttpMethod.Get);
        Assert.Equal((HttpStatusCode.OK, "hello Bearer t0ken"), (answer.Status, Text(answer)));
        Assert.Equal("taken", Text(await AskAsync("/hook", HttpMethod.Post)));
        Assert.Equal(1000, (await AskAsync("/just", HttpMethod.Get)).Body.Length);
    }

    [Fact]
    public async Task A_redirect_is_followed_and_tells_another_host_nothing_meant_for_the_first()
    {
        Assert.Equal("hello Bearer t0ken", Text(await AskAsync("/on", HttpMethod.Get)));
        Assert.Equal("hello ", Text(await AskAsync("/elsewhere", HttpMethod.Get)));
    }

    [Fact]
    public async Task A_redirected_post_is_not_turned_into_something_else() => Assert.Equal(HttpStatusCode.Found, (await AskAsync("/on", HttpMethod.Post)).Status);

    [Theory]
    [InlineData("/in", OutboundRefusal.Forbidden)]
    [InlineData("/file", OutboundRefusal.Forbidden)]
    [InlineData("/round", OutboundRefusal.SentOn)]
    [InlineData("/large", OutboundRefusal.TooLarge)]
    public async Task What_leads_inside_round_in_circles_or_to_too_much_is_refused(string address, OutboundRefusal refusal)
    {
        var answer = await AskAsync(address, HttpMethod.Get);
        Assert.Equal((refusal, null), (answer.Refusal, answer.Status));
        Assert.DoesNotContain(address, answer.Detail, StringComparison.Ordinal);
        Assert.Empty(_insideWasAsked);
    }

    [Fact]
    public async Task Silence_is_not_waited_for()
    {
        using var client = Make(Options with { Timeout = TimeSpan.FromMilliseconds(200) }, []);
        Assert.Equal(OutboundRefusal.TooSlow, (await client.SendAsync(Of(_outside, "/silent"), Message(HttpMethod.Get), CancellationToken.None)).Refusal);
    }

    [Fact]
    public async Task Whoever_gave_up_is_told_so()
    {
        using var client = Make(Options, []);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.SendAsync(Of(_outside, "/hook"), Message(HttpMethod.Get), new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task The_real_client_calls_no_listener_of_this_machine_whatever_it_is_called()
    {
        using var client = new GuardedClient(Options, TimeProvider.System);
        var port = Of(_inside, "/").Port;
        foreach (var host in (string[])["127.0.0.1", "localhost", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"])
            Assert.Equal(OutboundRefusal.Forbidden, (await client.SendAsync(new Uri($"http://{host}:{port}/secret"), Message(HttpMethod.Get), CancellationToken.None)).Refusal);
        Assert.Empty(_insideWasAsked);
    }

    [Fact]
    public async Task A_name_with_one_address_inside_is_not_called_at_all()
    {
        var names = new Dictionary<string, IPAddress[]> { ["tricks.example"] = [IPAddress.Parse("8.8.8.8"), IPAddress.Loopback] };
        using var client = Make(Options, names);
        Assert.Equal(
            OutboundRefusal.Forbidden,
            (await client.SendAsync(new Uri($"http://tricks.example:{Of(_inside, "/").Port}/secret"), Message(HttpMethod.Get), CancellationToken.None)).Refusal);
    }

    [Fact]
    public async Task A_name_that_changes_its_mind_is_connected_to_where_it_was_checked()
    {
        var asked = 0;
        // Public when first asked, inside ever after.
        using var client = new GuardedClient(
            Options,
            TimeProvider.System,
            end => end.Port == Of(_outside, "/").Port,
            (_, _) => Task.FromResult<IPAddress[]>([asked++ == 0 ? IPAddress.Loopback : IPAddress.Parse("127.0.0.99")]));
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(new Uri($"http://rebind.example:{Of(_outside, "/").Port}/hook"), Message(HttpMethod.Get), CancellationToken.None)).Status);
        Assert.Equal(1, asked);
    }

    private async Task<OutboundAnswer> AskAsync(string path, HttpMethod method)
    {
        using var client = Make(Options, []);
        return await client.SendAsync(Of(_outside, path), Message(method), CancellationToken.None);
    }

    // The port of the outside listener counts as public here.
    private GuardedClient Make(OutboundOptions options, Dictionary<string, IPAddress[]> names) => new(
        options,
        TimeProvider.System,
        end => end.Port == Of(_outside, "/").Port || PublicAddresses.Contain(end.Address),
        // Every other name leads to the listeners.
        (host, _) => Task.FromResult(names.TryGetValue(host, out var known) ? known : [IPAddress.Loopback]));

    private static Func<HttpRequestMessage> Message(HttpMethod method) => () =>
    {
        var message = new HttpRequestMessage { Method = method };
        message.Headers.Authorization = new("Bearer", "t0ken");
        return message;
    };

    private static string Text(OutboundAnswer answer) => Encoding.UTF8.GetString(answer.Body.AsSpan());

    private static Uri Of(WebApplication app, string path) => new(new Uri(app.Urls.First()), path);

    private static async Task<WebApplication> StartAsync(Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        map(app);
        await app.StartAsync();
        return app;
    }
}
