using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using MissionControl.Core.Board;
using MissionControl.Core.People;

namespace MissionControl.Core.Calendars;

/// <summary>
/// Every stretch that stands, in memory, and the one place that changes them: checked, saved with the journal, then shown. Whoever
/// must act on a change (learn again, draw again) waits on <see cref="Feed{T}.NextAsync"/>. Thread-safe. A store that fails is words in
/// the answer, and nothing has changed then. Planned work is in it, too, and changes where it is planned.
/// </summary>
public sealed partial class StretchBook : Feed<DeclaredStretches>, IDisposable
{
    /// <summary>As long as history is kept: older stretches explain nothing that could be drawn.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(400);

    private const string Gone = "Somebody has changed or withdrawn it already.";

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly IStretchStore _store;
    private readonly TimeProvider _clock;
    private readonly ILogger<StretchBook> _logger;

    // Under the gate, as is every Show.
    private ImmutableArray<Stretch> _declared = [];
    private ImmutableArray<Stretch> _derived = [];

    internal StretchBook(IStretchStore store, TimeProvider clock, ILogger<StretchBook> logger)
        : base(DeclaredStretches.None) => (_store, _clock, _logger) = (store, clock, logger);

    /// <summary>Those that speak of a metric, by its own name or as one of all; those that begin first come first.</summary>
    public ImmutableArray<Stretch> For(string bpm) => Current.For(bpm);

    /// <summary>Answers the stretch as saved, or every problem with it (<see cref="StretchRules"/>).</summary>
    public Task<StretchAnswer> DeclareAsync(StretchDraft draft, CancellationToken cancellationToken) => ChangeAsync(
        async () =>
        {
            var now = _clock.GetUtcNow();
            var answer = StretchRules.Check(draft, Guid.CreateVersion7(now), now);
            if (answer.Stretch is not { } stretch)
                return answer;
            if (_declared.FirstOrDefault(stretch.IsTheTimeOf) is { } same)
                return Refuse(IsThere(same));
            if (IsFull(now))
                return Refuse($"There are {StretchRules.MostLive} stretches already. Withdraw some that are no longer needed.");
            await _store.DeclareAsync(stretch, draft.By, cancellationToken);
            Show(_declared.Add(stretch));
            return answer;
        },
        cancellationToken);

    /// <summary>
    /// Another one takes the place of a stretch, checked as if it were declared anew, so that what was learned without the old times is
    /// learned again. Answers the other one; the same one when nothing is different.
    /// </summary>
    public Task<StretchAnswer> ChangeAsync(Guid id, StretchDraft draft, CancellationToken cancellationToken) => ChangeAsync(
        async () =>
        {
            var now = _clock.GetUtcNow();
            if (_declared.FirstOrDefault(stretch => stretch.Id == id) is not { } before)
                return Refuse(Gone);
            var answer = StretchRules.Check(draft, Guid.CreateVersion7(now), now);
            if (answer.Stretch is not { } next)
                return answer;
            if (next == before with { Id = next.Id, DeclaredAt = next.DeclaredAt, By = next.By })
                return new(before, []);
            if (_declared.FirstOrDefault(other => other.Id != id && next.IsTheTimeOf(other)) is { } same)
                return Refuse(IsThere(same));
            if (await _store.ChangeAsync(id, next, draft.By, cancellationToken) is null)
                return Refuse(Gone);
            Show(_declared.Replace(before, next));
            return answer;
        },
        cancellationToken);

    /// <summary>Undoes a change: what stood before stands again.</summary>
    /// <param name="id">Of what stands now.</param>
    /// <param name="before">The id of what it took the place of.</param>
    /// <param name="by">Who undoes it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<StretchAnswer> ChangeBackAsync(Guid id, Guid before, Actor by, CancellationToken cancellationToken) => ChangeAsync(
        async () =>
        {
            if (await _store.ChangeBackAsync(id, before, _clock.GetUtcNow(), by, cancellationToken) is not { } stretch)
                return Refuse(Gone);
            Show(_declared.RemoveAll(other => other.Id == id || other.Id == before).Add(stretch));
            return new(stretch, []);
        },
        cancellationToken);

    /// <summary>Takes a stretch back as if it had never been declared; it can be restored.</summary>
    public Task<StretchAnswer> WithdrawAsync(Guid id, Actor by, CancellationToken cancellationToken) => ChangeAsync(
        async () =>
        {
            if (await _store.WithdrawAsync(id, _clock.GetUtcNow(), by, cancellationToken) is not { } stretch)
                return Refuse("Somebody has withdrawn it already.");
            Show(_declared.RemoveAll(other => other.Id == id));
            return new(stretch, []);
        },
        cancellationToken);

    /// <summary>Undoes a withdrawal.</summary>
    public Task<StretchAnswer> RestoreAsync(Guid id, Actor by, CancellationToken cancellationToken) => ChangeAsync(
        async () =>
        {
            var now = _clock.GetUtcNow();
            if (IsFull(now))
                return Refuse($"There are {StretchRules.MostLive} stretches already. Withdraw another one first.");
            if (await _store.RestoreAsync(id, now, by, cancellationToken) is not { } stretch)
                return Refuse("Somebody has restored it already.");
            Show(_declared.RemoveAll(other => other.Id == id).Add(stretch));
            return new(stretch, []);
        },
        cancellationToken);

    /// <summary>Shows these beside those that people declared. Nothing of it is kept here: it follows from something that is.</summary>
    internal async Task DeriveAsync(ImmutableArray<Stretch> derived, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (derived.SequenceEqual(_derived))
                return;
            _derived = derived;
            Show(_declared);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    /// <summary>Takes up what is kept; <see langword="false"/> when it cannot be read, and then the book stays as it is.</summary>
    internal async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            Show(await _store.ReadAsync(_clock.GetUtcNow() - Remembered, cancellationToken));
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // An edge: the board goes on without stretches until they can be read.
            LogUnread(_logger, failure);
            return false;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<StretchAnswer> ChangeAsync(Func<Task<StretchAnswer>> change, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return await change();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // An edge: whoever asked is told, and may ask again.
            LogUnsaved(_logger, failure);
            return Refuse("It could not be saved just now, and nothing has changed. Try again in a moment.");
        }
        finally
        {
            _gate.Release();
        }
    }

    private bool IsFull(DateTimeOffset now) => _declared.Count(stretch => StretchRules.IsLive(stretch, now)) >= StretchRules.MostLive;

    // Called with the gate held, so versions never race.
    private void Show(ImmutableArray<Stretch> declared)
    {
        _declared = declared;
        Move(new DeclaredStretches(Current.Version + 1, [.. declared, .. _derived]));
    }

    private static string IsThere(Stretch same) =>
        $"The very same time is declared already{(same.Words.Length > 0 ? $", as “{same.Words}”" : "")}. Change that one if it should say more.";

    private static StretchAnswer Refuse(string words) => new(null, [new("", words)]);
}
