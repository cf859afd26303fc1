using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using MissionControl.Core.Services;
using MissionControl.Core.Services.History;
using MissionControl.Core.Storage.Journal;

namespace MissionControl.Core.Storage.Services;

/// <summary>Recorded health in the database. Thread-safe.</summary>
internal sealed class HealthStore(IDbContextFactory<MissionContext> contexts, SingleWriter writer) : IHealthStore, IThinned
{
    /// <summary>13 months, so that a month can be put beside the same one of last year.</summary>
    public static readonly TimeSpan DaysKept = TimeSpan.FromDays(400);

    private const int ThinnedAtOnce = 500;

    public Task SaveAsync(HealthSaving saving, CancellationToken cancellationToken) => writer.WriteAsync(
        async (context, cancellation) =>
        {
            if (saving.Cut is { } cut)
                await CutAsync(context, cut, cancellation);
            await using var spans = new UpsertCommand(context, "HealthSpans", ["Service", "From"], ["To", "Health", "Reason"]);
            foreach (var span in saving.Spans)
                await spans.ExecuteAsync([span.Service, context.Dialect.Moment(span.From), context.Dialect.Moment(span.To), span.Health.ToString(), span.Reason], cancellation);
            await using var days = new UpsertCommand(
                context, "HealthDays", ["Service", "Day"], ["Whole", "Operational", "Degraded", "PartialOutage", "MajorOutage", "Maintenance"]);
            foreach (var (service, (day, time)) in saving.Days)
                await days.ExecuteAsync(
                    [
                        service, day.DayNumber, Seconds(time.Whole), Seconds(time.Operational), Seconds(time.Degraded), Seconds(time.PartialOutage),
                        Seconds(time.MajorOutage), Seconds(time.Maintenance),
                    ],
                    cancellation);
            foreach (var fact in saving.Facts)
                await JournalWriter.AppendAsync(context, fact, cancellation);
            return saving.Spans.Length;
        },
        cancellationToken);

    public async Task<ImmutableArray<ServicePast>> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var spans = await context.Set<HealthSpanRow>().AsNoTracking().Where(row => row.To >= since).ToArrayAsync(cancellationToken);
        var days = await context.Set<HealthDayRow>().AsNoTracking().ToArrayAsync(cancellationToken);
        var spansOf = spans.OrderBy(static row => row.From).Select(SpanOf).OfType<HealthSpan>().ToLookup(static span => span.Service);
        var daysOf = days.OrderBy(static row => row.Day).ToLookup(static row => row.Service, DayOf);
        return [.. spansOf.Select(static service => service.Key).Union(daysOf.Select(static service => service.Key))
            .Select(service => new ServicePast(service, [.. spansOf[service]], [.. daysOf[service]]))];
    }

    public async Task<ImmutableArray<HealthSpan>> ReadAsync(string service, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Set<HealthSpanRow>().AsNoTracking()
            .Where(row => row.Service == service && row.To > from && row.From < to).OrderBy(row => row.From).ToArrayAsync(cancellationToken);
        return [.. rows.Select(SpanOf).OfType<HealthSpan>()];
    }

    /// <summary>A span goes only once its day is rolled up, so that an app that was away for months loses nothing when it comes back.</summary>
    public async Task<int> ThinAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (gone, before, oldest) = (0, now - HealthTimeline.SpansKept, DateOnly.FromDateTime((now - DaysKept).UtcDateTime).DayNumber);
        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
        {
            if (await context.Set<HealthDayRow>().MaxAsync(static row => (int?)row.Day, cancellationToken) is not { } rolledUpTo)
                return 0;
            // A local day ends at most half a day from the end of the same day in UTC.
            var rolled = new DateTimeOffset(DateOnly.FromDayNumber(rolledUpTo).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            before = rolled < before ? rolled : before;
        }

        while (true)
        {
            var some = await writer.WriteAsync(
                async (context, cancellation) =>
                {
                    var doomed = await context.Set<HealthSpanRow>().Where(row => row.To < before).OrderBy(row => row.To).Take(ThinnedAtOnce).ToArrayAsync(cancellation);
                    context.RemoveRange(doomed);
                    await context.SaveChangesAsync(cancellation);
                    return doomed.Length;
                },
                cancellationToken);
            gone += some;
            if (some < ThinnedAtOnce)
                break;
        }

        return gone + await writer.WriteAsync(
            (context, cancellation) => context.Set<HealthDayRow>().Where(row => row.Day < oldest).ExecuteDeleteAsync(cancellation), cancellationToken);
    }

    private static async Task CutAsync(MissionContext context, HealthCut cut, CancellationToken cancellationToken)
    {
        var (at, day) = (cut.At, cut.Day.DayNumber);
        await context.Set<HealthSpanRow>().Where(row => row.From >= at).ExecuteDeleteAsync(cancellationToken);
        await context.Set<HealthSpanRow>().Where(row => row.To > at).ExecuteUpdateAsync(set => set.SetProperty(static row => row.To, at), cancellationToken);
        await context.Set<HealthDayRow>().Where(row => row.Day >= day).ExecuteDeleteAsync(cancellationToken);
    }

    // A health that only a newer release knows is left out, so that rolling back is safe: it is without data then.
    private static HealthSpan? SpanOf(HealthSpanRow row) => Enum.TryParse<Health>(row.Health, out var health) && Enum.IsDefined(health)
        ? new(row.Service, row.From, row.To, health, row.Reason)
        : null;

    private static HealthDay DayOf(HealthDayRow row) => new(
        DateOnly.FromDayNumber(row.Day),
        new(Time(row.Whole), Time(row.Operational), Time(row.Degraded), Time(row.PartialOutage), Time(row.MajorOutage), Time(row.Maintenance)));

    private static int Seconds(TimeSpan time) => (int)Math.Round(time.TotalSeconds);

    private static TimeSpan Time(int seconds) => TimeSpan.FromSeconds(seconds);
}
