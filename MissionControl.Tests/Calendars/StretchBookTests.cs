using MissionControl.Core.Calendars;
using MissionControl.Core.People;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Calendars;

public sealed class StretchBookTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new(A.Moment);
    private readonly RememberedStretches _store = new();
    private readonly StretchBook _book;

    public StretchBookTests() => _book = _store.Book(_clock);

    public void Dispose() => _book.Dispose();

    [Fact]
    public async Task Declaring_wakes_whoever_waits_for_a_change()
    {
        var waiting = _book.NextAsync(_book.Current.Version, default);
        Assert.False(waiting.IsCompleted);
        var stretch = (await DeclareAsync()).Stretch!;
        Assert.Equal<Stretch>([stretch], (await waiting).For("sign-ups"));
        Assert.Equal<Stretch>([stretch], _book.For("sign-ups"));
    }

    [Fact]
    public async Task Two_stretches_may_overlap_but_not_declare_the_very_same_time()
    {
        const string Said = "The very same time is declared already, as “Agency”. Change that one if it should say more.";
        var first = (await DeclareAsync()).Stretch!;
        var second = (await _book.DeclareAsync(Same(first) with { From = first.From.AddMinutes(5) }, default)).Stretch!;
        Assert.Equal<Stretch>([first, second], _book.Current.All);
        Assert.Equal(Said, (await _book.DeclareAsync(Same(first) with { Words = "Again" }, default)).Problems.Single().Words);
        Assert.Equal(Said, (await _book.ChangeAsync(second.Id, Same(first), default)).Problems.Single().Words);
        Assert.Equal<Stretch>([first, second], _book.Current.All);
        Assert.NotNull((await _book.DeclareAsync(Same(first) with { Bpm = null }, default)).Stretch);
    }

    [Fact]
    public async Task A_withdrawn_stretch_is_gone_until_it_is_restored()
    {
        var stretch = (await DeclareAsync()).Stretch!;
        await _book.WithdrawAsync(stretch.Id, Actor.Anonymous, default);
        Assert.Empty(_book.Current.All);
        await _book.RestoreAsync(stretch.Id, Actor.Anonymous, default);
        Assert.Equal<Stretch>([stretch], _book.Current.All);
    }

    [Fact]
    public async Task A_changed_stretch_is_another_one_in_its_place_and_the_change_can_be_undone()
    {
        var before = (await DeclareAsync()).Stretch!;
        var after = (await _book.ChangeAsync(before.Id, Same(before) with { Words = "Half of it" }, default)).Stretch!;
        Assert.NotEqual(before.Id, after.Id);
        Assert.Equal<Stretch>([after], _book.Current.All);
        Assert.Equal(before, (await _book.ChangeBackAsync(after.Id, before.Id, Actor.Anonymous, default)).Stretch);
        Assert.Equal<Stretch>([before], _book.Current.All);
    }

    [Fact]
    public async Task A_change_is_checked_is_told_when_it_comes_too_late_and_is_none_when_nothing_is_different()
    {
        var stretch = (await DeclareAsync()).Stretch!;
        Assert.Equal("to", (await _book.ChangeAsync(stretch.Id, Same(stretch) with { To = stretch.From }, default)).Problems.Single().Field);
        var version = _book.Current.Version;
        Assert.Equal((stretch, version), ((await _book.ChangeAsync(stretch.Id, Same(stretch), default)).Stretch, _book.Current.Version));
        await _book.WithdrawAsync(stretch.Id, Actor.Anonymous, default);
        Assert.Equal("Somebody has changed or withdrawn it already.", (await _book.ChangeAsync(stretch.Id, Same(stretch) with { Words = "Late" }, default)).Problems.Single().Words);
        Assert.Equal("Somebody has changed or withdrawn it already.", (await _book.ChangeBackAsync(stretch.Id, stretch.Id, Actor.Anonymous, default)).Problems.Single().Words);
        Assert.Empty(_book.Current.All);
    }

    [Fact]
    public async Task Withdrawing_or_restoring_twice_is_told()
    {
        var stretch = (await DeclareAsync()).Stretch!;
        await _book.WithdrawAsync(stretch.Id, Actor.Anonymous, default);
        Assert.Equal("Somebody has withdrawn it already.", (await _book.WithdrawAsync(stretch.Id, Actor.Anonymous, default)).Problems.Single().Words);
        await _book.RestoreAsync(stretch.Id, Actor.Anonymous, default);
        Assert.Equal("Somebody has restored it already.", (await _book.RestoreAsync(stretch.Id, Actor.Anonymous, default)).Problems.Single().Words);
    }

    [Fact]
    public async Task A_store_that_fails_is_told_and_nothing_has_changed()
    {
        _store.IsBroken = true;
        var answer = await DeclareAsync();
        Assert.Equal("It could not be saved just now, and nothing has changed. Try again in a moment.", answer.Problems.Single().Words);
        Assert.Equal(0, _book.Current.Version);
    }

    [Fact]
    public async Task Past_five_hundred_live_stretches_there_is_no_room_and_time_makes_some()
    {
        for (var i = 0; i < StretchRules.MostLive; i++)
            await _book.DeclareAsync(Draft with { From = _clock.GetUtcNow().AddHours(-1 - i) }, default);
        Assert.StartsWith("There are 500 stretches already.", (await _book.DeclareAsync(Draft with { To = _clock.GetUtcNow().AddHours(1) }, default)).Problems.Single().Words, StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromDays(91));
        Assert.NotNull((await DeclareAsync()).Stretch);
    }

    [Fact]
    public async Task A_database_that_cannot_be_read_at_the_start_leaves_an_empty_book_and_is_tried_again()
    {
        await DeclareAsync();
        _store.IsBroken = true;
        using var again = _store.Book(_clock);
        using var startup = new StretchStartup(again, _clock);
        await startup.StartAsync(default);
        Assert.Empty(again.Current.All);
        await Eventually.Holds(() => _clock.TimersSet > 0);
        _store.IsBroken = false;
        _clock.Advance(StretchStartup.Retry);
        await Eventually.Holds(() => again.Current.All.Length == 1);
        await startup.StopAsync(default);
    }

    private static StretchDraft Same(Stretch stretch) =>
        new() { Kind = stretch.Kind, Bpm = stretch.Bpm, From = stretch.From, To = stretch.To, Words = stretch.Words };

    private StretchDraft Draft => new() { Kind = StretchKind.Outage, Bpm = "sign-ups", From = _clock.GetUtcNow().AddHours(-1), To = _clock.GetUtcNow(), Words = "Agency" };

    private Task<StretchAnswer> DeclareAsync() => _book.DeclareAsync(Draft, default);
}
