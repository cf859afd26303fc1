using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MissionControl.Core.Board;

namespace MissionControl.Core.Bpms.Sampling;

/// <summary>
/// Asks the sources for every BPM on its interval. What is due together goes to a source in one call; nobody waits for
/// anybody: a BPM that is still being asked is skipped, the others are asked on time.
/// </summary>
internal sealed partial class Sampler(DefinitionsFeed definitions, ISources sources, BoardInbox inbox, TimeProvider clock, ILogger<Sampler> logger) : BackgroundService
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<Bpm, byte> _asking = new(ReferenceEqualityComparer.Instance);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var running = definitions.Current;
        while (true)
        {
            using var round = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            var asking = AskAsync(running.Definitions, round.Token);
            var next = definitions.NextAsync(running.Version, stoppingToken);
            await Task.WhenAny(next, asking);
            await round.CancelAsync();
            await asking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            running = await next;
        }
    }

    private async Task AskAsync(Definitions running, CancellationToken cancellationToken)
    {
        var plan = new PriorityQueue<Bpm, DateTimeOffset>();
        var begin = clock.GetUtcNow();
        foreach (var bpm in running.Bpms)
        {
            // At once, and then each at its own moment of the interval, so that sources are asked evenly.
            Ask(bpm.Source, [bpm], cancellationToken);
            plan.Enqueue(bpm, begin + (bpm.Interval * Phase(bpm)));
        }

        while (plan.TryPeek(out _, out var due))
        {
            var now = clock.GetUtcNow();
            if (due > now)
            {
                await Task.Delay(due - now, clock, cancellationToken);
                continue;
            }

            var batch = new List<Bpm>();
            while (plan.TryPeek(out var bpm, out var at) && at <= now)
            {
                plan.Dequeue();
                batch.Add(bpm);
                // After a sleep of the machine the moments that went by are not made up for.
                var next = at + bpm.Interval;
                plan.Enqueue(bpm, next > now ? next : now + bpm.Interval);
            }

            foreach (var group in batch.GroupBy(static bpm => bpm.Source))
                Ask(group.Key, [.. group.Where(bpm => !_asking.ContainsKey(bpm))], cancellationToken);
        }
    }

    private void Ask(string source, IReadOnlyList<Bpm> due, CancellationToken cancellationToken)
    {
        if (due.Count > 0)
            _ = AskAsync(source, due, cancellationToken);
    }

    private async Task AskAsync(string id, IReadOnlyList<Bpm> due, CancellationToken cancellationToken)
    {
        foreach (var bpm in due)
            _asking.TryAdd(bpm, 0);
        try
        {
            await Task.Yield();
            if (sources.Find(id) is { } source)
                await source.ReadLatestAsync(due, Report, cancellationToken);
            else
                foreach (var bpm in due)
                    Report(bpm, Reading.Of(new Failure(FailureKind.Unreachable, $"The source {id} is not ready")));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The catalog changed or the app stops: the answer no longer matters.
        }
        catch (Exception bug)
        {
            // The edge of a loop: a bug in one source must not stop the others.
            LogBroken(logger, bug, id);
            foreach (var bpm in due)
                inbox.Post(new BoardFact.Read(bpm, Reading.Of(new Failure(FailureKind.BadAnswer, "Reading this metric broke; the log says how"))));
        }
        finally
        {
            foreach (var bpm in due)
                _asking.TryRemove(bpm, out _);
        }
    }

    private void Report(Bpm bpm, Reading reading)
    {
        _asking.TryRemove(bpm, out _);
        inbox.Post(new BoardFact.Read(bpm, reading));
    }

    /// <summary>0 to 1, the same for a BPM in every process.</summary>
    private static double Phase(Bpm bpm)
    {
        var hash = 2166136261u;
        foreach (var letter in bpm.Id)
            hash = (hash ^ letter) * 16777619u;
        return hash / (double)uint.MaxValue;
    }

    [LoggerMessage(Level = LogLevel.Error, EventName = "SourceBroke", Message = "Source {Source} threw instead of answering")]
    private static partial void LogBroken(ILogger logger, Exception bug, string source);
}
