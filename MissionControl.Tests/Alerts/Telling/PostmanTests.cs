using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Tests.Storage;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Alerts.Telling;

public sealed class PostmanTests
{
    [Fact]
    public async Task While_there_is_no_catalog_nothing_is_given_up()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        var store = database.Services.GetRequiredService<ILetterStore>();
        var group = Groups.Open();
        await store.QueueAsync([new(Groups.Told(group), Groups.Letter(group))], Groups.Noon, default);
        var (clock, channels) = (new ManualTimeProvider(Groups.Noon), new Channels());
        using var postman = new Postman(store, channels, new OutboxBell(), clock, NullLogger<Postman>.Instance);
        await postman.StartAsync(default);
        await Eventually.Holds(() => clock.TimersSet > 0);
        Assert.Equal(LetterState.Waiting, (await store.SearchAsync(new(null, null, 0, 1), default)).Single().State);
        channels.IsReady = true;
        clock.Advance(TimeSpan.FromSeconds(1));
        await Eventually.Holds(async () => (await store.SearchAsync(new(null, null, 0, 1), default)).Single().State == LetterState.Sent);
        await postman.StopAsync(default);
    }

    [Fact]
    public async Task A_destination_that_fails_is_left_alone_and_its_letters_keep_their_turn()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        var store = database.Services.GetRequiredService<ILetterStore>();
        var (first, second) = (Groups.Open(), Groups.Open());
        await store.QueueAsync([new(Groups.Told(first), Groups.Letter(first)), new(Groups.Told(second), Groups.Letter(second))], Groups.Noon, default);
        var (clock, channels) = (new ManualTimeProvider(Groups.Noon), new Channels { IsReady = true });
        channels.Answers.Enqueue(Delivery.Later("down") with { Wait = TimeSpan.FromMinutes(2) });
        using var postman = new Postman(store, channels, new OutboxBell(), clock, NullLogger<Postman>.Instance);
        await postman.StartAsync(default);
        await Eventually.Holds(async () => (await store.SearchAsync(new(null, null, 0, 2), default)).Any(static letter => letter.Attempts == 1));
        Assert.Equal(1, channels.Tried);
        // How long it is left alone counts from when the postman notes that it failed, which may be after the time went on.
        await Eventually.Holds(async () =>
        {
            clock.Advance(TimeSpan.FromMinutes(3));
            return (await store.SearchAsync(new(null, null, 0, 2), default)).All(static letter => letter.State == LetterState.Sent);
        });
        await postman.StopAsync(default);
    }

    private sealed class Channels : IChannels, IChannel
    {
        private int _tried;

        public Queue<Delivery> Answers { get; } = [];

        public int Tried => Volatile.Read(ref _tried);

        public bool IsReady { get; set; }

        public int AtOnce => 1;

        public IChannel? Find(string destination) => this;

        public Task<Delivery> DeliverAsync(DueLetter due, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _tried);
            return Task.FromResult(Answers.TryDequeue(out var answer) ? answer : Delivery.Sent(null));
        }
    }
}
