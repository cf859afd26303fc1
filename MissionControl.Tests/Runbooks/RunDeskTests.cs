using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MissionControl.Core.Board;
using MissionControl.Core.People;
using MissionControl.Core.Runbooks;
using MissionControl.Core.Runbooks.Runs;
using MissionControl.Tests.Storage;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Runbooks;

/// <summary>Runs, on a real database.</summary>
public sealed class RunDeskTests : IAsyncLifetime
{
    private static readonly Actor Ada = new("person:1", "192.0.2.1");
    private static readonly Actor Bob = new("person:2", "192.0.2.2");

    private readonly ManualTimeProvider _clock = new(A.Moment);
    private readonly DefinitionsFeed _catalog = new();
    private TestDatabase _database = null!;
    private RunDesk _desk = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(Provider.Sqlite);
        Publish(A.Runbook("sign-in-failures"));
        _desk = Desk();
        Assert.True(await _desk.RememberAsync(default));
    }

    public async Task DisposeAsync()
    {
        _desk.Dispose();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_run_keeps_the_text_as_it_was()
    {
        var run = await StartAsync();
        Publish(A.Runbook("sign-in-failures", "# Sign-in failures\n## Fix\n- Another way\n"));
        var kept = await Restarted().FindAsync(run.Id, default);
        Assert.Equal((A.RunbookText, "Sign-in failures", "person:1", A.Moment), (kept!.Text, kept.Title, kept.StartedBy, kept.StartedAt));
        Assert.True((await _desk.TickAsync(run.Id, StepOf(run), Ada, default)).IsDone);
    }

    [Fact]
    public async Task A_tick_names_who_and_when_and_taking_it_back_is_an_act_beside_it()
    {
        var run = await StartAsync();
        var step = StepOf(run);
        await _desk.TickAsync(run.Id, step, Ada, default);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await _desk.UntickAsync(run.Id, step, Bob, default);
        _clock.Advance(TimeSpan.FromMinutes(1));
        var answer = await _desk.TickAsync(run.Id, step, Bob, default);

        Assert.Equal([("person:1", RunActKind.Ticked), ("person:2", RunActKind.Unticked), ("person:2", RunActKind.Ticked)], answer.Run!.Acts.Select(static act => (act.By, act.Kind)));
        Assert.Equal([1, 2, 3], answer.Run.Acts.Select(static act => act.Number));
        Assert.Equal(("person:2", A.Moment.AddMinutes(2)), (answer.Run.Ticks[step].By, answer.Run.Ticks[step].At));
        Assert.Equal(answer.Run.Acts.ToArray(), (await Restarted().FindAsync(run.Id, default))!.Acts.ToArray());
    }

    [Fact]
    public async Task Every_act_is_in_the_journal_with_who_did_it_and_without_the_words()
    {
        var run = await StartAsync("inc-7");
        await _desk.TickAsync(run.Id, StepOf(run), Ada, default);
        await _desk.UntickAsync(run.Id, StepOf(run), Bob, default);
        await _desk.EndAsync(run.Id, RunOutcome.Helped, Bob, default);
        var entries = await _database.Journal.ReadAfterAsync(0, 10, default);
        Assert.Equal(
            [("runbook.started", "person:1"), ("runbook.ticked", "person:1"), ("runbook.unticked", "person:2"), ("runbook.ended", "person:2")],
            entries.Select(static entry => (entry.Kind, entry.Actor)));
        Assert.All(entries, entry => Assert.Equal(run.Id.ToString(), entry.Subject));
        Assert.All(entries, static entry => Assert.DoesNotContain("deployed", entry.Body, StringComparison.Ordinal));
        Assert.Empty(await _database.Journal.VerifyAsync(default));
    }

    [Fact]
    public async Task Of_two_who_tick_the_same_step_at_once_the_second_is_told()
    {
        var run = await StartAsync();
        var answers = await Task.WhenAll(_desk.TickAsync(run.Id, StepOf(run), Ada, default), _desk.TickAsync(run.Id, StepOf(run), Bob, default));
        Assert.Single(answers, static answer => answer.IsDone);
        Assert.Equal("Somebody ticked this already: see below it who and when.", answers.Single(static answer => !answer.IsDone).Problem);
        Assert.Single(_desk.Current.All[run.Id].Acts);
    }

    [Fact]
    public async Task What_cannot_be_done_is_told_and_changes_nothing()
    {
        Assert.Equal("There is no such runbook any more.", (await _desk.StartAsync("gone", null, Ada, default)).Problem);
        Assert.Equal("The id of an incident has 1 to 100 characters.", (await _desk.StartAsync("sign-in-failures", "", Ada, default)).Problem);
        Assert.Equal("There is no such run.", (await _desk.TickAsync(Guid.NewGuid(), "x", Ada, default)).Problem);
        var run = await StartAsync();
        Assert.Equal("This runbook has no such step.", (await _desk.TickAsync(run.Id, "x", Ada, default)).Problem);
        Assert.Equal("Somebody took this tick back already.", (await _desk.UntickAsync(run.Id, StepOf(run), Ada, default)).Problem);
        await _desk.EndAsync(run.Id, RunOutcome.DidNot, Ada, default);
        Assert.Equal("This run has ended: start another.", (await _desk.TickAsync(run.Id, StepOf(run), Ada, default)).Problem);
        Assert.Equal("Somebody ended this run already.", (await _desk.EndAsync(run.Id, RunOutcome.Helped, Bob, default)).Problem);
        Assert.Equal(RunOutcome.DidNot, _desk.Current.All[run.Id].Ended!.Outcome);
    }

    [Fact]
    public async Task Uses_and_what_came_of_them_are_counted_and_survive()
    {
        var first = await StartAsync();
        await _desk.EndAsync(first.Id, RunOutcome.Helped, Ada, default);
        _clock.Advance(TimeSpan.FromHours(1));
        var second = await StartAsync();
        await _desk.EndAsync(second.Id, RunOutcome.NotSure, Ada, default);
        _clock.Advance(TimeSpan.FromHours(1));
        await StartAsync();
        RunbookUse expected = new("sign-in-failures", 3, A.Moment.AddHours(2), 1, 0, 1);
        Assert.Equal(expected, _desk.Current.Uses["sign-in-failures"]);
        using var again = Desk();
        Assert.True(await again.RememberAsync(default));
        Assert.Equal(expected, again.Current.Uses["sign-in-failures"]);
        Assert.Equal(3, again.Current.All.Count);
    }

    [Fact]
    public async Task Whoever_follows_hears_of_a_tick()
    {
        var run = await StartAsync();
        var next = _desk.NextAsync(_desk.Current.Version, default);
        Assert.False(next.IsCompleted);
        await _desk.TickAsync(run.Id, StepOf(run), Ada, default);
        Assert.Equal(StepOf(run), Assert.Single((await next).All[run.Id].Acts).Step);
    }

    [Fact]
    public async Task A_run_that_is_no_longer_in_memory_goes_on_with_the_next_tick()
    {
        var bound = await StartAsync("inc-7");
        Assert.Equal([bound.Id], _desk.Current.Of("inc-7").Select(static run => run.Id));
        await _desk.TickAsync(bound.Id, StepOf(bound), Ada, default);
        _clock.Advance(RunRules.Forgotten + TimeSpan.FromMinutes(1));
        using var again = Desk();
        Assert.True(await again.RememberAsync(default));
        Assert.Empty(again.Current.All);
        Assert.True((await again.UntickAsync(bound.Id, StepOf(bound), Bob, default)).IsDone);
        Assert.Equal(2, Assert.Single(again.Current.Of("inc-7")).Acts.Length);
    }

    [Fact]
    public async Task A_store_that_fails_changes_nothing_that_is_shown()
    {
        var run = await StartAsync();
        using (var raw = _database.OpenRaw())
            raw.Run("DROP TABLE \"RunbookActs\"");
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => _desk.TickAsync(run.Id, StepOf(run), Ada, default));
        Assert.Empty(_desk.Current.All[run.Id].Ticks);
        Assert.DoesNotContain(await _database.Journal.ReadAfterAsync(0, 10, default), static entry => entry.Kind == "runbook.ticked");
        using var again = Desk();
        Assert.False(await again.RememberAsync(default));
        Assert.False(again.Current.IsRead);
    }

    [Fact]
    public async Task Runs_of_long_ago_go_with_their_acts()
    {
        var old = await StartAsync();
        await _desk.TickAsync(old.Id, StepOf(old), Ada, default);
        _clock.Advance(TimeSpan.FromDays(401));
        var young = await StartAsync();
        Assert.Equal(2, await _database.ThinAsync<Core.Storage.Runbooks.RunStore>(_clock.GetUtcNow()));
        using var again = Desk();
        Assert.Null(await again.FindAsync(old.Id, default));
        Assert.NotNull(await again.FindAsync(young.Id, default));
    }

    private static string StepOf(RunbookRun run) => run.Steps.First().Id;

    private RunDesk Desk() => new(_database.Services.GetRequiredService<IRunStore>(), _catalog, _clock, NullLogger<RunDesk>.Instance);

    // Nothing is in memory there.
    private IRunStore Restarted() => _database.Services.GetRequiredService<IRunStore>();

    private void Publish(Runbook runbook) =>
        _catalog.Publish(Definitions.Empty with { Runbooks = new[] { runbook }.ToFrozenDictionary(static one => one.Id) }, []);

    private Task<RunbookRun> StartAsync() => StartAsync(null);

    private async Task<RunbookRun> StartAsync(string? incident)
    {
        var answer = await _desk.StartAsync("sign-in-failures", incident, Ada, default);
        Assert.Null(answer.Problem);
        return answer.Run!;
    }
}
