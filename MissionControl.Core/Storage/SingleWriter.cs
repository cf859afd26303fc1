using Microsoft.EntityFrameworkCore;

namespace MissionControl.Core.Storage;

/// <summary>
/// Every write goes through here: one at a time in this process, each in a transaction with a context of its own. Thread-safe. A transaction
/// that loses a race against another process is tried again from the start, so <c>work</c> may run more than once and must keep its effects
/// in the context. To save a fact with its journal entry, do both in <c>work</c> (see <see cref="Journal.JournalWriter"/>).
/// </summary>
internal sealed class SingleWriter(IDbContextFactory<MissionContext> contexts) : IDisposable
{
    private const int Attempts = 5;

    private readonly SemaphoreSlim _gate = new(1, 1);

    public async Task<T> WriteAsync<T>(Func<MissionContext, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                await using var context = await contexts.CreateDbContextAsync(cancellationToken);
                try
                {
                    return await TryAsync(context, work, cancellationToken);
                }
                catch (Exception exception) when (attempt < Attempts && context.Dialect.LostRace(exception))
                {
                    // Another process was quicker; its transaction is done, so ours can start again.
                }
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private static async Task<T> TryAsync<T>(
        MissionContext context, Func<MissionContext, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var result = await work(context, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }
}
