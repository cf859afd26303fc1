using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Memory;

namespace MissionControl.Core.Storage.Bpms;

/// <summary>Shown samples in the database. Thread-safe. Reads and writes by hand-written SQL: they are many and on the start-up path.</summary>
internal sealed class SampleStore(IDbContextFactory<MissionContext> contexts, SingleWriter writer) : ISampleStore, IThinned
{
    // Bounds how long a pass keeps other writers waiting.
    private const int ThinningBatch = 500;

    private const string Columns =
        """s."BpmKey", s."At", s."Value", s."Volume", s."Lower", s."Expected", s."Upper", s."State" """;

    // The join makes it one short range per BPM instead of a walk through everything that is kept.
    internal const string AllSince =
        $"""
        SELECT {Columns} FROM "Bpms" b JOIN "Samples" s ON s."BpmKey" = b."Key" AND s."Minute" >= @from
        ORDER BY b."Key", s."Minute"
        """;

    public Task SaveAsync(IReadOnlyList<ShownSample> samples, CancellationToken cancellationToken) =>
        samples.Count == 0 ? Task.CompletedTask : writer.WriteAsync(
            async (context, cancellation) =>
            {
                var keys = await BpmKeys.ForAsync(context, samples.Select(static sample => sample.Bpm), cancellation);
                await using var upsert = new UpsertCommand(
                    context, "Samples", ["BpmKey", "Minute"], ["At", "Value", "Volume", "Lower", "Expected", "Upper", "State"]);
                foreach (var (bpm, sample, band, state) in samples)
                {
                    await upsert.ExecuteAsync(
                        [
                            keys[bpm], Minutes.Of(sample.At), context.Dialect.Moment(sample.At), sample.Value, sample.Volume,
                            band?.Lower, band?.Expected, band?.Upper, StateCode.Of(state),
                        ],
                        cancellation);
                }

                return samples.Count;
            },
            cancellationToken);

    public async Task<ImmutableArray<ShownSample>> ReadAsync(
        string bpm, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Database.OpenConnectionAsync(cancellationToken);
        await using var command = Command(
            context,
            $"""
            SELECT {Columns} FROM "Bpms" b JOIN "Samples" s ON s."BpmKey" = b."Key"
            WHERE b."Id" = @bpm AND s."Minute" BETWEEN @from AND @to ORDER BY s."Minute"
            """,
            ("@bpm", bpm), ("@from", Minutes.Of(from)), ("@to", Minutes.Of(to)));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = ImmutableArray.CreateBuilder<ShownSample>();
        while (await reader.ReadAsync(cancellationToken))
        {
            // The edges are exact, though rows are found by minute.
            if (Read(context.Dialect, reader, bpm) is var shown && shown.Sample.At >= from && shown.Sample.At <= to)
                found.Add(shown);
        }

        return found.DrainToImmutable();
    }

    public async Task<ImmutableDictionary<string, ImmutableArray<ShownSample>>> ReadAllSinceAsync(
        DateTimeOffset from, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Database.OpenConnectionAsync(cancellationToken);
        var ids = await context.Set<BpmRow>().AsNoTracking().ToDictionaryAsync(row => row.Key, row => row.Id, cancellationToken);
        await using var command = Command(context, AllSince, ("@from", Minutes.Of(from)));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new Dictionary<string, ImmutableArray<ShownSample>.Builder>();
        while (await reader.ReadAsync(cancellationToken))
        {
            if (!ids.TryGetValue(reader.GetInt32(0), out var bpm) || Read(context.Dialect, reader, bpm) is var shown && shown.Sample.At < from)
                continue;
            if (!found.TryGetValue(bpm, out var samples))
                found.Add(bpm, samples = ImmutableArray.CreateBuilder<ShownSample>());
            samples.Add(shown);
        }

        return found.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.DrainToImmutable());
    }

    public async Task<int> ThinAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var gone = 0;
        foreach (var key in await KeysAsync(cancellationToken))
        {
            foreach (var batch in (await DoomedAsync(key, now, cancellationToken)).Chunk(ThinningBatch))
                gone += await DeleteAsync(key, batch, cancellationToken);
        }

        return gone;
    }

    private async Task<int[]> KeysAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<BpmRow>().Select(row => row.Key).ToArrayAsync(cancellationToken);
    }

    private async Task<List<int>> DoomedAsync(int key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = Thinning.KeptWhole(now);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var old = await context.Set<SampleRow>().Where(row => row.BpmKey == key && row.Minute < before)
            .OrderBy(row => row.Minute).Select(row => new { row.Minute, row.State }).ToArrayAsync(cancellationToken);
        return Thinning.Doomed([.. old.Select(row => (row.Minute, StateCode.Read(row.State)))], now);
    }

    private Task<int> DeleteAsync(int key, IReadOnlyCollection<int> minutes, CancellationToken cancellationToken) => writer.WriteAsync(
        (context, cancellation) => context.Set<SampleRow>()
            .Where(row => row.BpmKey == key && minutes.Contains(row.Minute)).ExecuteDeleteAsync(cancellation),
        cancellationToken);

    private static DbCommand Command(MissionContext context, string text, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = text;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static ShownSample Read(SqlDialect dialect, DbDataReader reader, string bpm)
    {
        var (lower, expected, upper) = (Number(reader, 4), Number(reader, 5), Number(reader, 6));
        Band? band = lower is null && expected is null && upper is null ? null : new Band(lower, expected, upper);
        var sample = new Sample(dialect.ReadMoment(reader, 1), reader.GetDouble(2), Number(reader, 3));
        return new ShownSample(bpm, sample, band, StateCode.Read(reader.GetByte(7)));
    }

    private static double? Number(DbDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetDouble(ordinal);
}
