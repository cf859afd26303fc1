using System.Collections.Immutable;
using MissionControl.Core.Board;
using MissionControl.Core.Journal;

namespace MissionControl.Web.Api;

/// <summary>Whether this process can serve: it has a board, and its storage answers. Thread-safe.</summary>
internal sealed partial class Readiness(BoardFeed feed, IJournal journal, TimeProvider clock, ILogger<Readiness> logger)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ILogger _logger = logger;

    /// <summary>What is not ready, in words; empty when all is.</summary>
    public async Task<ImmutableArray<string>> FindMissingAsync(CancellationToken cancellationToken) =>
        Missing(feed.Current.Version, await StorageAnswersAsync(cancellationToken));

    internal static ImmutableArray<string> Missing(long boardVersion, bool storageAnswers)
    {
        var missing = ImmutableArray.CreateBuilder<string>();
        if (boardVersion == 0)
            missing.Add("the board has not been made yet");
        if (!storageAnswers)
            missing.Add("the storage does not answer");
        return missing.ToImmutable();
    }

    private async Task<bool> StorageAnswersAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            // Nothing is after the last number there can be: the cheapest read there is.
            await journal.ReadAfterAsync(long.MaxValue, 1, either.Token);
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogStorageSilent(exception);
            return false;
        }
    }
}
