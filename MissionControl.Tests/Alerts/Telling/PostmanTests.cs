using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
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

    [Fact]
    public async Task What_was_read_as_due_while_it_was_delivered_goes_out_once()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        var store = database.Services.GetRequiredService<ILetterStore>();
        var group = Groups.Open();
        await store.QueueAsync([new(Groups.Told(group), Groups.Letter(group))], Groups.Noon, default);
        var (clock, channels, bell) = (new ManualTimeProvider(Groups.Noon), new Channels { IsReady = true, Door = new() }, new OutboxBell());
        var reads = SlowReads.Of(store);
        using var postman = new Postman((ILetterStore)(object)reads, channels, bell, clock, NullLogger<Postman>.Instance);
        await postman.StartAsync(default);
        await Eventually.Holds(() => channels.Tried == 1);
        var second = reads.HoldNext();
        bell.Ring();
        await second.HasRead;
        channels.Door.SetResult();
        // The postman rings when it is back; the loop, which reads, does not hear it.
        await bell.WaitAsync(TimeSpan.FromHours(1), clock, default);
        second.Release();
        var third = reads.HoldNext();
        bell.Ring();
        await third.HasRead;
        third.Release();
        await postman.StopAsync(default);
        Assert.Equal(1, channels.Tried);
        Assert.Equal(LetterState.Sent, (await store.SearchAsync(new(null, null, 0, 1), default)).Single().State);
    }

    /// <summary>A store that answers what is due as late as a test wishes.</summary>
    [SuppressMessage("Performance", "CA1852", Justification = "What answers for it is derived from it at run time.")]
    private class SlowReads : DispatchProxy
    {
        private ILetterStore _store = null!;
        private volatile Hold? _hold;

        public static SlowReads Of(ILetterStore store)
        {
            var proxy = (SlowReads)(object)Create<ILetterStore, SlowReads>();
            proxy._store = store;
            return proxy;
        }

        public Hold HoldNext() => _hold = new();

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            var answer = targetMethod!.Invoke(_store, args);
            return answer is Task<ImmutableArray<DueLetter>> read && Interlocked.Exchange(ref _hold, null) is { } hold ? hold.KeepAsync(read) : answer;
        }
    }

    private sealed class Hold
    {
        private readonly TaskCompletionSource _hasRead = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task HasRead => _hasRead.Task;

        public void Release() => _released.SetResult();

        public async Task<ImmutableArray<DueLetter>> KeepAsync(Task<ImmutableArray<DueLetter>> read)
        {
            var due = await read;
            _hasRead.SetResult();
            await _released.Task;
            return due;
        }
    }

    private sealed class Channels : IChannels, IChannel
    {
        private int _tried;

        public Queue<Delivery> Answers { get; } = [];

        public int Tried => Volatile.Read(ref _tried);

        public bool IsReady { get; set; }

        /// <summary>Nothing is delivered before it opens.</summary>
        public TaskCompletionSource? Door { get; init; }

        public int AtOnce => 1;

        public IChannel? Find(string destination) => this;

        public async Task<Delivery> DeliverAsync(DueLetter due, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _tried);
            if (Door is { } door)
                await door.Task.WaitAsync(cancellationToken);
            return Answers.TryDequeue(out var answer) ? answer : Delivery.Sent(null);
        }
    }
}
