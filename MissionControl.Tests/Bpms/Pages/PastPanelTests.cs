using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Bands;
using MissionControl.Core.Bpms.Memory;
using MissionControl.Core.Board;
using MissionControl.Core.Changes;
using MissionControl.Web.Bpms.Past;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Bpms.Pages;

public sealed class PastPanelTests : BunitContext
{
    private readonly ManualTimeProvider _clock = new(A.Moment);
    private readonly ScriptedSource _source = new(_ => 0.7);
    private readonly Bpm _bpm = Some.Ratio() with { Band = new BandPolicy.Fixed(0.6, 0.8) };
    private readonly BunitJSModuleInterop _chart;

    public PastPanelTests()
    {
        Services.AddSingleton<TimeProvider>(_clock);
        Services.AddSingleton(new BoardFeed(_clock));
        Services.AddSingleton(new BpmHistory(new Remembered(), _source, new BandBook(), _clock, NullLogger<BpmHistory>.Instance));
        _chart = JSInterop.SetupModule("./lib/chart.js").SetupModule(invocation => invocation.Identifier == "draw");
        _chart.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public async Task A_live_range_appends_its_newest_points_every_thirty_seconds_at_most()
    {
        var panel = Open(null);
        await panel.WaitForAssertionAsync(() => panel.Find(".plot .line"));
        await MoveAsync(panel, 20);
        Assert.Empty(_chart.Invocations["append"]);
        await MoveAsync(panel, 15);
        // The chart is told after the last rendering, so waiting for a rendering would miss it.
        await Eventually.Holds(() => _chart.Invocations["append"].Count == 1);
        Assert.True(((Web.Charts.ChartData)_chart.Invocations["append"][0].Arguments[0]!).Points.Length < 10);
    }

    [Fact]
    public async Task A_change_told_meanwhile_is_marked_listed_and_told_to_the_chart()
    {
        var panel = Open(null);
        await panel.WaitForAssertionAsync(() => panel.Find(".plot .line"));
        Assert.Empty(panel.FindAll(".key-changes"));
        await panel.InvokeAsync(() => panel.Instance.SetParametersAsync(Microsoft.AspNetCore.Components.ParameterView.FromDictionary(
            new Dictionary<string, object?> { ["Told"] = new ToldChanges(1, [Some.Change(14), Some.Change(15) with { Service = "search" }]) })));
        Assert.StartsWith("M99", panel.Find(".plot .changes").GetAttribute("d"), StringComparison.Ordinal);
        Assert.Equal("identity-web 4.18.0", panel.Find(".change-label").TextContent);
        Assert.Equal("identity-web 4.18.0", Assert.Single(panel.FindAll(".past-changes li div span:first-child")).TextContent);
        await Eventually.Holds(() => _chart.Invocations["append"].Count == 1);
        Assert.Equal("Deploy: identity-web 4.18.0", Assert.Single(((Web.Charts.ChartData)_chart.Invocations["append"][0].Arguments[0]!).Changes).Says);
    }

    [Fact]
    public async Task A_range_that_ended_is_read_once()
    {
        var panel = Open("2026-11-20T12:00:00Z");
        await panel.WaitForAssertionAsync(() => panel.Find(".plot .line"));
        await MoveAsync(panel, 300);
        Assert.Equal(2, _source.Asked);
        Assert.Contains("Later →", panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_source_shows_that_it_is_being_read_and_then_the_chart()
    {
        var gate = new TaskCompletionSource();
        _source.Gate = gate.Task;
        var panel = Open(null);
        Assert.Contains("Reading the history", panel.Markup, StringComparison.Ordinal);
        gate.SetResult();
        await panel.WaitForAssertionAsync(() => panel.Find(".plot .line"));
    }

    [Fact]
    public async Task Without_history_the_page_says_so()
    {
        var panel = Open("2026-11-20T12:00:00Z", new ScriptedSource(_ => null));
        await panel.WaitForAssertionAsync(() => Assert.Contains("No history yet", panel.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_local_end_is_read_in_the_organisations_zone()
    {
        var panel = Open("2026-07-01T12:00", _source, "Europe/London");
        await panel.WaitForAssertionAsync(() => Assert.Contains("to=2026-07-01T11%3A00%3A00Z", panel.Find("[data-copy]").GetAttribute("href"), StringComparison.Ordinal));
    }

    private IRenderedComponent<PastPanel> Open(string? to) => Open(to, _source);

    private IRenderedComponent<PastPanel> Open(string? to, ScriptedSource source) => Open(to, source, "UTC");

    private IRenderedComponent<PastPanel> Open(string? to, ScriptedSource source, string zone)
    {
        if (source != _source)
            Services.AddSingleton(new BpmHistory(new Remembered(), source, new BandBook(), _clock, NullLogger<BpmHistory>.Instance));
        return Render<PastPanel>(parameters => parameters
            .Add(panel => panel.Bpm, _bpm)
            .Add(panel => panel.Zone, TimeZoneInfo.FindSystemTimeZoneById(zone))
            .Add(panel => panel.Range, "24h")
            .Add(panel => panel.To, to)
            .Add(panel => panel.Now, _clock.GetUtcNow()));
    }

    private Task MoveAsync(IRenderedComponent<PastPanel> panel, int seconds)
    {
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        return panel.InvokeAsync(() => panel.Render(parameters => parameters.Add(part => part.Now, _clock.GetUtcNow())));
    }
}
