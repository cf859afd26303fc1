using Microsoft.Extensions.DependencyInjection;
using MissionControl.Bench.Hostile;
using MissionControl.Core.Journal;
using MissionControl.Core.People.Tokens;
using MissionControl.Tests.Support;
using MissionControl.Web.Account;

namespace MissionControl.Tests.Hosting;

/// <summary>Some of what <c>bench/run.sh fuzz</c> sends ten thousand of: malformed and hostile requests on every address of docs/access.md.</summary>
public sealed class HostileRequestsTests
{
    private const int Seed = 20261121;
    private const int Requests = 400;

    [Fact]
    public async Task Hostile_requests_break_nothing_open_nothing_and_change_nothing()
    {
        await using var app = await PeopleApp.StartAsync();
        var doors = Door.ReadTable(Path.Combine(Repository.Root, "docs", "access.md"));
        Assert.True(doors.Length > 25, "The table of docs/access.md could not be read.");
        var cast = new Cast();
        await using (var scope = app.App.Services.CreateAsyncScope())
        {
            var services = scope.ServiceProvider;
            await cast.AddAsync(services.GetRequiredService<TokenBook>(), services.GetRequiredService<ITokenStore>(), services.GetRequiredService<WallBook>(), services.GetRequiredService<PeopleDesk>());
        }

        await cast.EnterAsync(app.Address, doors);
        var journal = app.App.Services.GetRequiredService<IJournal>();
        var before = (await journal.ReadAfterAsync(0, 10_000, default)).Length;

        var siege = new Siege(new(Seed, doors, cast.Callers, app.Address), new(doors, [.. cast.Secrets]), app.Address);
        await siege.SendAsync(0, Requests);

        Assert.Empty(siege.Findings);
        Assert.DoesNotContain((await journal.ReadAfterAsync(0, 10_000, default)).Skip(before), entry => !cast.MayJournal(entry.Kind, entry.Actor));
        Assert.Empty(await journal.VerifyAsync(default));
        // Were everything refused at the first step, nothing would have been tried.
        Assert.True(siege.Opened.Count >= 10, $"Only these let anybody in: {string.Join(", ", siege.Opened.Keys)}");
    }
}
