using Microsoft.Extensions.Logging;
using MissionControl.Core.Board;
using MissionControl.Core.People;

namespace MissionControl.Core.Alerts.Silences;

/// <summary>
/// Silences in memory, and the one place that changes them: checked, saved with the journal, then shown. Whoever calls has checked that
/// they may (<see cref="Role.Responder"/>). A store that fails is an exception, and nothing has changed then. Thread-safe.
/// </summary>
public sealed partial class SilenceBook : Feed<LiveSilences>, IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly ISilenceStore _store;
    private readonly TimeProvider _clock;
    private readonly ILogger<SilenceBook> _logger;

    public SilenceBook(ISilenceStore store, TimeProvider clock, ILogger<SilenceBook> logger)
        : base(LiveSilences.None) => (_store, _clock, _logger) = (store, clock, logger);

    public Task<SilenceAnswer> MakeAsync(SilenceDraft draft, Actor by, CancellationToken cancellationToken) => ChangeAsync(
        async now =>
        {
            if (Current.All.Count(silence => silence.To > now) >= SilenceRules.MostLive)
                return new(null, [new("", $"There are {SilenceRules.MostLive} silences already; end some first.")]);
            var answer = SilenceRules.Check(draft, Guid.CreateVersion7(now), by.Id, now);
            if (answer.Silence is not { } silence)
                return answer;
            await _store.AddAsync(silence, by, cancellationToken);
            Show(Current.All.Add(silence), now);
            return answer;
        },
        cancellationToken);

    /// <summary>Ends it now; <see cref="ReviveAsync"/> undoes that.</summary>
    public Task<SilenceAnswer> EndAsync(Guid id, Actor by, CancellationToken cancellationToken) => ChangeAsync(
        now => MoveEndAsync(id, now, now, by, cancellationToken), cancellationToken);

    /// <summary>Lets one that was ended last until it would have, or any until another time.</summary>
    public Task<SilenceAnswer> ReviveAsync(Guid id, DateTimeOffset to, Actor by, CancellationToken cancellationToken) => ChangeAsync(
        now => to <= now || to - now > SilenceRules.LongestRecurring
            ? Task.FromResult(new SilenceAnswer(null, [new("to", "It must end after now, and within a year.")]))
            : MoveEndAsync(id, to, now, by, cancellationToken),
        cancellationToken);

    public void Dispose() => _gate.Dispose();

    /// <summary>Takes up what is kept; <see langword="false"/> when it cannot be read.</summary>
    internal async Task<bool> RememberAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var now = _clock.GetUtcNow();
            Show(await _store.ReadAsync(now, cancellationToken), now);
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // An edge: alerts are loud until silences can be read, which is the safe side.
            LogUnread(_logger, failure);
            return false;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<SilenceAnswer> MoveEndAsync(Guid id, DateTimeOffset to, DateTimeOffset now, Actor by, CancellationToken cancellationToken)
    {
        if (await _store.MoveEndAsync(id, to, now, by, cancellationToken) is not { } silence)
            return new(null, [new("", "There is no such silence any more.")]);
        Show(Current.All.RemoveAll(other => other.Id == id).Add(silence), now);
        return new(silence, []);
    }

    private async Task<SilenceAnswer> ChangeAsync(Func<DateTimeOffset, Task<SilenceAnswer>> change, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return await change(_clock.GetUtcNow());
        }
        finally
        {
            _gate.Release();
        }
    }

    private void Show(IEnumerable<Silence> all, DateTimeOffset now) => Move(new(
        Current.Version + 1, [.. all.Where(silence => silence.To > now).OrderBy(static silence => silence.To).ThenBy(static silence => silence.Id)]));

    [LoggerMessage(Level = LogLevel.Error, EventName = "SilencesUnread", Message = "Silences could not be read; alerts they would keep quiet are loud until they can")]
    private static partial void LogUnread(ILogger logger, Exception failure);
}
