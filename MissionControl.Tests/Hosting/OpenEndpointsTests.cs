using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Board;
using MissionControl.Tests.Support;
using MissionControl.Web.Account;

namespace MissionControl.Tests.Hosting;

/// <summary>The census of what a stranger reaches. A row more here is a decision somebody must defend.</summary>
public sealed class OpenEndpointsTests
{
    private const string Assets = "style sheets, scripts and pictures, which hold nothing of the organisation";

    private static readonly string[] Census =
    [
        "/api/v1/alerts/sns: whether a message is signed by Amazon and of a topic in the catalog",
        "/api/v1/slack/actions: nothing: it takes only what Slack has signed",
        "/api/v2/components.json: what the organisation tells the public: components, their state, public updates of incidents, planned work",
        "/api/v2/incidents.json: what the organisation tells the public: components, their state, public updates of incidents, planned work",
        "/api/v2/incidents/unresolved.json: what the organisation tells the public: components, their state, public updates of incidents, planned work",
        "/api/v2/scheduled-maintenances.json: what the organisation tells the public: components, their state, public updates of incidents, planned work",
        "/api/v2/scheduled-maintenances/active.json: what the organisation tells the public: components, their state, public updates of incidents, planned work",
        "/api/v2/scheduled-maintenances/upcoming.json: what the organisation tells the public: components, their state, public updates of incidents, planned work",
        "/api/v2/status.json: what the organisation tells the public: components, their state, public updates of incidents, planned work",
        "/api/v2/summary.json: what the organisation tells the public: components, their state, public updates of incidents, planned work",
        "/denied: that something needs another role",
        "/error: that something failed",
        "/healthz/live: whether the process runs and may be sent visitors, and which of its parts are not ready",
        "/healthz/ready: whether the process runs and may be sent visitors, and which of its parts are not ready",
        "/join: whether a link of 256 random bits is good, and the name of whom it is for",
        "/not-found: that there is no such page",
        "/set-up: whether a link of 256 random bits is good, and the name of whom it is for",
        "/sign-in/provider/back: whether the identity provider sends somebody who may sign in",
        "/sign-in/provider: the address of the identity provider",
        "/sign-in: how people sign in; in Development at this machine, demo people",
        "/sign-out: nothing: it ends the caller's own session",
        "/status/badge.svg: what the organisation tells the public: components, their state, public updates of incidents, planned work",
        "/status/follow/confirm/{token}: whether a link of 256 random bits is good, and to its holder what it follows",
        "/status/follow/parts/{token}: whether a link of 256 random bits is good, and to its holder what it follows",
        "/status/follow/stop/{token}: whether a link of 256 random bits is good, and to its holder what it follows",
        "/status/follow: nothing: every address gets the same answer, and a mail that asks",
        "/status/follow: what the organisation tells the public: components, their state, public updates of incidents, planned work",
        "/status/history.atom: what the organisation tells the public: components, their state, public updates of incidents, planned work",
        "/status/history.rss: what the organisation tells the public: components, their state, public updates of incidents, planned work",
        "/status/history: what the organisation tells the public: components, their state, public updates of incidents, planned work",
        "/status/incidents/{number}: what the organisation tells the public: components, their state, public updates of incidents, planned work",
        "/status/planned.ics: what the organisation tells the public: components, their state, public updates of incidents, planned work",
        "/status/planned/{number}: what the organisation tells the public: components, their state, public updates of incidents, planned work",
        "/status/snapshot.json: what the organisation tells the public: components, their state, public updates of incidents, planned work",
        "/status: what the organisation tells the public: components, their state, public updates of incidents, planned work",
        "/wall/link/{secret}: whether a link of 256 random bits is good",
    ];

    [Fact]
    public async Task Strangers_reach_what_the_census_lists_and_nothing_else()
    {
        await using var app = await GuardedApp.StartAsync("Production");
        var open = app.App.Services.GetServices<EndpointDataSource>().SelectMany(static source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(static endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(static endpoint => (Address: "/" + endpoint.RoutePattern.RawText!.TrimStart('/'), endpoint.Metadata.GetMetadata<OpenToAnyoneAttribute>()?.Reveals))
            .Where(static open => open.Reveals is not (Assets or "for tests" or "the framework's own script"))
            .Select(static open => $"{open.Address}: {open.Reveals}");
        Assert.Equal(Census, open.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Whatever_a_stranger_is_answered_names_neither_the_organisation_nor_what_it_watches()
    {
        await using var app = await GuardedApp.StartAsync("Production");
        var feed = app.App.Services.GetRequiredService<BoardFeed>();
        var board = A.Board().LikeThePicture().Version(1).Build();
        var definitions = board.Definitions with { Organisation = board.Definitions.Organisation with { Name = "Unicorn Rentals" } };
        feed.Publish(board with { Definitions = definitions });
        Assert.NotEmpty(definitions.Bpms);
        using var stranger = app.From("127.0.0.1");
        stranger.DefaultRequestHeaders.Add("Accept", "text/html");
        foreach (var address in (string[])[.. Census.Select(static row => row.Split(':')[0]), "/", "/wall", "/bpm/sign-in-success", "/nowhere", "/api/v1/board", "/api/v1/bpms/nothing"])
        {
            using var answer = await stranger.GetAsync(new Uri(address, UriKind.Relative));
            var text = await answer.Content.ReadAsStringAsync();
            Assert.DoesNotContain("Unicorn Rentals", text, StringComparison.OrdinalIgnoreCase);
            Assert.All(definitions.Bpms, bpm => Assert.DoesNotContain(bpm.Name, text, StringComparison.Ordinal));
        }
    }
}
