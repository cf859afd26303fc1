using Deque.AxeCore.Playwright;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MissionControl.Core.Board;
using MissionControl.Core.Incidents;
using MissionControl.Core.People;
using MissionControl.Core.Runbooks.Runs;
using MissionControl.Tests.Support;
using MissionControl.Tests.Support.Browser;

namespace MissionControl.Tests.Browser;

[Collection(SecondChromiumTests.Name)]
public sealed class IncidentSignalsTests(SecondChromiumFixture chromium)
{
    [Fact]
    public async Task Ticks_of_a_runbook_come_into_the_room_by_themselves_and_help_that_reaches_nobody_says_so()
    {
        await using var app = await PeopleApp.StartAsync("Staging");
        await app.AddAsync("Ada", Role.Responder);
        var services = app.App.Services;
        await Eventually.Holds(() => services.GetRequiredService<DefinitionsFeed>().Current.Definitions.Runbooks.Count > 0);
        var by = new Actor("person:ravi", null);
        await Eventually.Holds(async () => (await services.GetRequiredService<IncidentDesk>().DeclareAsync(new("Some people cannot sign in", Severity.Sev2, [], ["identity"], null, null, IsPrivate: false), by, Guid.NewGuid(), default)).IsDone);

        var page = await chromium.OpenAsync(Screen.Laptop, ColorScheme.Dark);
        await page.GotoAsync(new Uri(app.Address, "/sign-in").ToString());
        await page.GetByLabel("E-mail address").FillAsync(PeopleApp.EmailOf("Ada"));
        await page.GetByLabel("Password").FillAsync(PeopleApp.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.WaitForLiveAsync();
        await page.GotoAsync(new Uri(app.Address, "/incidents/1").ToString());
        await page.WaitForLiveAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Complementary)).ToContainTextAsync("never run");

        var desk = services.GetRequiredService<RunDesk>();
        var run = (await desk.StartAsync("sign-in-failures", "1", by, default)).Run!;
        var step = run.Steps.First();
        await desk.TickAsync(run.Id, step.Id, by, default);
        await Assertions.Expect(page.Locator(".timeline")).ToContainTextAsync(step.Words);
        await Assertions.Expect(page.Locator("[data-run]")).ToContainTextAsync("Next: ");

        await page.GetByText("Ask for help").First.ClickAsync();
        await page.GetByLabel("Why, and what is needed").FillAsync("Tokens expire too soon");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask for help" }).ClickAsync();
        await Assertions.Expect(page.Locator(".doing [role=status]")).ToContainTextAsync("nobody was told");
        await Assertions.Expect(page.Locator(".timeline")).ToContainTextAsync("nobody could be told: call somebody");
        Assert.Empty((await page.RunAxe()).Violations.Select(static violation => $"{violation.Id}: {string.Join("; ", violation.Nodes.Select(static node => node.Html))}"));
    }
}
