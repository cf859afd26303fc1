using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Alerts.Telling.Routing;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Incidents;
using MissionControl.Core.Maintenance;
using MissionControl.Core.People;
using MissionControl.Core.People.Accounts;
using MissionControl.Tests.Storage;
using MissionControl.Tests.Support;
using static MissionControl.Tests.Support.Works;

namespace MissionControl.Tests.Maintenance;

/// <summary>What responders are told of planned work, into the outbox of a real database file.</summary>
public sealed class WorkNoterTests
{
    // Saturday, 02:04: nobody works.
    private static readonly DateTimeOffset Night = A.Moment;

    [Fact]
    public async Task The_routes_of_its_services_are_told_once_also_after_a_restart_and_nobody_is_woken()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        var work = Work(Draft(Night.AddDays(2), Night.AddDays(2).AddHours(1)), Night);
        for (var start = 0; start < 2; start++)
        {
            var noter = Noter(database, work);
            await noter.NoteAsync(Night, default);
            await noter.NoteAsync(Night.AddSeconds(2), default);
        }

        var letters = await LettersAsync(database);
        Assert.Equal(["record"], letters.Select(static letter => letter.Destination));
        Assert.Equal(("Planned work announced: Overnight records move", "https://mission.example.org/planned/1"), (letters[0].Message.Title, letters[0].Message.Link));
        Assert.DoesNotContain(letters[0].Message.Slots, static slot => slot.Words.Contains("vendor", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_takes_longer_is_told_to_whoever_planned_it()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        var jo = new Person { Id = Guid.NewGuid(), Email = "jo@example.org", Name = "Jo", Role = Role.Responder, Stamp = "1", CreatedAt = Night };
        await database.Services.GetRequiredService<IAccountStore>().AddAsync(jo, isFirst: true, [], default);
        var work = Work(Draft(Night.AddHours(1), Night.AddHours(2)), Night) with { By = jo.ActorId };
        while (NoticeRules.Next(work, work.To) is { } next)
            work = next;
        await Noter(database, work).NoteAsync(work.To, default);
        var late = (await LettersAsync(database)).Where(static letter => letter.Message.Title.Contains("longer", StringComparison.Ordinal)).ToArray();
        Assert.Contains("jo@example.org", late.Select(static letter => letter.Addressee));
    }

    private static WorkNoter Noter(TestDatabase database, Work work)
    {
        var catalog = new DefinitionsFeed();
        Route Way(string to, bool wakes, params string[] services) => new() { Id = "to-" + to, To = to, Audience = Audience.Responder, Services = [.. services], Wakes = wakes };
        catalog.Publish(
            House with { Routes = [Way("pager", wakes: true), Way("record", wakes: false, "records-sync"), Way("others", wakes: false, "identity"), Way("record", wakes: false)] }, []);
        var works = new WorkFeed();
        works.Publish(Snapshot(work));
        var store = database.Services;
        return new(
            works, new(new IncidentFeed(), catalog, new EveryWay(), store.GetRequiredService<IAccountStore>(), new NoNames()), store.GetRequiredService<ILetterStore>(), new OutboxBell(), new("https://mission.example.org"));
    }

    private static async Task<ImmutableArray<Letter>> LettersAsync(TestDatabase database) => await database.Services.GetRequiredService<ILetterStore>().SearchAsync(new(null, null, 0, 50), default);

    private sealed class EveryWay : IChannels, IChannel
    {
        public bool IsReady => true;

        public int AtOnce => 1;

        public IChannel? Find(string destination) => this;

        public Task<Delivery> DeliverAsync(DueLetter due, CancellationToken cancellationToken) => Task.FromResult(Delivery.Sent(null));
    }

    private sealed class NoNames : IActorNames
    {
        public Task<ImmutableDictionary<string, string>> FindAsync(IReadOnlyCollection<string> actors, CancellationToken cancellationToken) => Task.FromResult(ImmutableDictionary<string, string>.Empty);
    }
}
