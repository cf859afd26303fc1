using System.Collections.Immutable;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Telling;
using MissionControl.Core.Board;
using MissionControl.Core.Services;
using MissionControl.Core.Services.History;
using MissionControl.Tests.Support;
using MissionControl.Web.Services;

namespace MissionControl.Tests.Services;

public sealed class ServicePagesTests : BunitContext
{
    private static readonly Service Identity = new("identity", "Identity", "Signs renters in.", "identity team", ["directory"]);
    private static readonly Service Directory = new("directory", "Directory", "", null, []);
    private readonly ManualTimeProvider _clock = new(A.Moment);
    private readonly BoardFeed _board;
    private readonly HealthFeed _health = new();

    public ServicePagesTests()
    {
        _board = new(_clock);
        Services.AddSingleton<TimeProvider>(_clock);
        Services.AddSingleton(_board);
        Services.AddSingleton(_health);
        Services.AddSingleton(new AlertFeed(_clock));
        Services.AddAlertWords();
        Show(1, Health.PartialOutage);
    }

    [Fact]
    public void A_service_says_how_it_is_why_since_when_and_what_speaks_for_it()
    {
        Record(Span(-60, -12, Health.Operational), Span(-12, 0, Health.PartialOutage));
        var page = Render<LiveServices>();
        var card = page.Find(".service-card");
        Assert.Equal(("Identity", "Partial outage"), (card.QuerySelector("h2")!.TextContent, card.QuerySelector(".card-health b")!.TextContent));
        Assert.NotNull(card.QuerySelector(".card-health svg.solid"));
        Assert.Equal("Sign-in success is off · seen so since 01:52", string.Join(' ', card.QuerySelector(".card-why")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal(["/bpm/sign-in-success", "/services/directory"], card.QuerySelectorAll(".service-links a").Select(static link => link.GetAttribute("href")));
        Assert.Equal("1 partial outage, 1 unknown", page.Find(".room-head p").TextContent);
    }

    [Fact]
    public void A_strip_is_one_tab_stop_that_says_what_it_shows()
    {
        Record(Span(-60, -12, Health.Operational), Span(-12, 0, Health.PartialOutage));
        var strip = Render<LiveServices>().Find(".strip-bars");
        Assert.Equal(("0", "img"), (strip.GetAttribute("tabindex"), strip.GetAttribute("role")));
        Assert.Equal("90 days to 21 Nov: 80 % up, 12 min of outage on 1 day, 89 days without data. 21 Nov: partial outage 12 min; no data recorded for 1 h 4.", strip.GetAttribute("aria-label"));
        Assert.Equal(("day-act", "Sat 21 Nov 2026: partial outage 12 min; no data recorded for 1 h 4"), (strip.QuerySelector("path:has(title)")!.GetAttribute("class"), strip.QuerySelector("title")!.TextContent));
        Assert.Equal(89, strip.QuerySelector(".day-empty")!.GetAttribute("d")!.Split('M', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal("", strip.QuerySelector(".day-fine")!.GetAttribute("d"));
    }

    [Fact]
    public void Before_anything_is_read_no_strip_says_that_there_was_nothing()
    {
        Assert.Empty(Render<LiveServices>().FindAll(".strip"));
        Record();
        Assert.Contains("No data recorded yet", Render<LiveServices>().Find(".strip-foot").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_moves_with_what_is_recorded()
    {
        Record(Span(-60, 0, Health.Operational));
        var page = Render<LiveServices>();
        Record(Span(-60, -1, Health.Operational), Span(-1, 0, Health.MajorOutage));
        await Eventually.Holds(() =>
        {
            _clock.Advance(TimeSpan.FromMilliseconds(250));
            return page.FindAll(".day-act").Count == 1;
        });
    }

    [Fact]
    public void A_catalog_without_services_says_how_to_name_them()
    {
        _board.Publish(A.Board().Version(2).Build());
        Assert.Contains("services:", Render<LiveServices>().Find(".panel").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void One_service_tells_when_it_was_not_operational_and_what_hangs_together()
    {
        Record(Span(-120, -90, Health.Operational), Span(-90, -70, Health.Degraded), Span(-70, -12, Health.Operational), Span(-12, 0, Health.PartialOutage));
        var page = Render<LiveService>(parameters => parameters.Add(static one => one.Id, "identity"));
        var rows = page.FindAll("[aria-labelledby=times-title] tbody tr").Select(static row => row.QuerySelectorAll("td").Select(static cell => cell.TextContent.Trim()).ToArray()).ToList();
        Assert.Equal(["01:52", "goes on", "12 min", "Partial outage", "why"], rows[0]);
        Assert.Equal(["00:34", "00:54", "20 min", "Degraded", "why"], rows[1]);
        Assert.Contains("Directory", page.Find("[aria-labelledby=needs-title]").TextContent, StringComparison.Ordinal);
        Assert.Equal(HealthTime.Rule, page.Find(".rule").TextContent);
        Assert.Equal("90 %", page.Find("[aria-labelledby=months-title] tbody td:nth-child(2)").TextContent);
        var directory = Render<LiveService>(parameters => parameters.Add(static one => one.Id, "directory"));
        Assert.Contains("Needed by", directory.Find("[aria-labelledby=needs-title]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Never in the last 100 days", directory.Find("[aria-labelledby=times-title]").TextContent, StringComparison.Ordinal);
    }

    private void Show(long version, Health health) => _board.Publish(A.Board().Version(version).With(Tile()).Build() with
    {
        Services = [new(Identity, health, "Sign-in success is off", version), new(Directory, Health.Unknown, "No metric speaks for it", version)],
    });

    private static Tile Tile()
    {
        var tile = A.Tile().Off().Build();
        return tile with { Bpm = tile.Bpm with { Services = ["identity"] } };
    }

    private void Record(params HealthSpan[] spans) =>
        _health.Publish(ImmutableDictionary<string, ServicePast>.Empty.Add("identity", new("identity", [.. spans], [])), A.Moment);

    private static HealthSpan Span(double from, double to, Health health) => new("identity", A.Moment.AddMinutes(from), A.Moment.AddMinutes(to), health, "why");
}
