using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Hosting;
using MissionControl.Core.Board;
using MissionControl.Core.Calendars;

namespace MissionControl.Core.Maintenance;

/// <summary>Keeps the book of stretches in step with planned work: what is under work is expected to be different, and learned from no more than other exceptions.</summary>
internal sealed class WorkStretches(WorkFeed works, DefinitionsFeed definitions, StretchBook book) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var (planned, running) = (works.Current, definitions.Current);
            await book.DeriveAsync([.. planned.All.Values.SelectMany(work => Of(work, running.Definitions))], stoppingToken);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            Task[] moves = [works.NextAsync(planned.Version, either.Token), definitions.NextAsync(running.Version, either.Token)];
            await Task.WhenAny(moves);
            await either.CancelAsync();
            await Task.WhenAll(moves).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stoppingToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>One for each metric, from its beginning to its end; while it takes longer than announced, to its announced end: what comes after is not excused.</summary>
    internal static IEnumerable<Stretch> Of(Work work, Definitions definitions)
    {
        var to = work.EndedAt ?? work.To;
        if (work.IsCancelled || to <= work.From)
            return [];
        return WorkReach.BpmsOf(work, definitions).Select(bpm => new Stretch
        {
            Id = IdOf(work, bpm.Id),
            Kind = StretchKind.Maintenance,
            Bpm = bpm.Id,
            From = work.From,
            To = to,
            Words = OneLine.Of(work.Title, StretchRules.MostWords),
            DeclaredAt = work.ScheduledAt,
            By = work.By,
            Work = work.Number,
        });
    }

    // The same for the same, however often it is asked.
    private static Guid IdOf(Work work, string bpm) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{work.Uid:N} {bpm}")).AsSpan(0, 16));
}
