using MissionControl.Core.Wording;

namespace MissionControl.Core.Bpms.Trying;

/// <summary>
/// Tries bands on an exported history, as a stream: each row is judged by the rows before it, as the board would have. Writes one CSV row
/// per row read, in order. Needs no host and no database.
/// </summary>
public static class TryBands
{
    public const string Header = "timestamp,value,lower,expected,upper,score,state,reason";

    private const int MostProblemsShown = 20;

    private const string Late = "no later than a row before it: not judged, not learned from";

    /// <summary>Reads <paramref name="input"/> to its end.</summary>
    /// <param name="name">How the input is called in problems.</param>
    /// <param name="input">CSV with a header.</param>
    /// <param name="options">What is not read from the history itself.</param>
    /// <param name="output">CSV.</param>
    /// <param name="error">Problems, each as <c>file:line:column: error: words</c>.</param>
    /// <param name="cancellationToken">Ends the reading between two rows.</param>
    /// <returns>How many rows could not be read; they are gaps in the output.</returns>
    public static async Task<int> RunAsync(string name, TextReader input, TryOptions options, TextWriter output, TextWriter error, CancellationToken cancellationToken = default)
    {
        var reader = new SeriesReader(options.Zone, isShare: options.Kind is BpmKind.Ratio);
        if (reader.ReadHeader(await input.ReadLineAsync(cancellationToken)) is { } wrong)
        {
            await error.WriteLineAsync($"{name}:1:1: error: {wrong}");
            return 1;
        }

        var session = new BandSession(new SessionRules(options.Kind, options.Band, options.Zone));
        var words = new TryWords(options.Zone);
        var (problems, late, firstLate) = (0, 0, "");
        await output.WriteLineAsync(Header);
        for (var number = 2; await input.ReadLineAsync(cancellationToken) is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            var row = reader.Read(line);
            if (row.Problem is { } problem && ++problems <= MostProblemsShown)
                await error.WriteLineAsync($"{name}:{number}:{problem.Column}: error: {problem.Words}");
            if (row.Sample is not { } sample)
            {
                await output.WriteLineAsync(Gap(row));
                continue;
            }

            var isLate = session.IsLate(sample);
            if (isLate && ++late == 1)
                firstLate = $"{name}:{number}:{row.Column}";
            var step = session.Take(sample);
            await output.WriteLineAsync(Judged(row, step, isLate ? Late : words.Reason(sample, step, session)));
        }

        if (problems > MostProblemsShown)
            await error.WriteLineAsync($"{name}: and {problems - MostProblemsShown} more rows that cannot be read");
        if (late > 0)
            await error.WriteLineAsync($"{firstLate}: warning: {(late == 1 ? "a row is" : $"{Words.Number(late)} rows, this the first, are")} no later than one before it: not judged, not learned from; sort the file by time");
        return problems;
    }

    private static string Gap(in SeriesRow row) =>
        $"{Field(row.Timestamp)},{Field(row.Value)},,,,0,{TileState.Stale},{Field(row.Problem is null ? "no value" : "cannot be read")}";

    private static string Judged(in SeriesRow row, in SessionStep step, string reason)
    {
        var band = step.Point?.ToBand();
        return $"{Field(row.Timestamp)},{Field(row.Value)},{band?.Lower:G8},{band?.Expected:G8},{band?.Upper:G8},{step.Score:0.####},{step.State},{Field(reason)}";
    }

    private static string Field(string text) => text.AsSpan().IndexOfAny(',', '"') < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

/// <summary>What is not read from the history itself.</summary>
/// <param name="Kind">What the values are; <see langword="null"/>: shares when all have a volume and lie in 0 to 1, else plain values.</param>
/// <param name="Band">Which kind of band.</param>
/// <param name="Zone">Of the business, and of times without an offset.</param>
public sealed record TryOptions(BpmKind? Kind, BandKind Band, TimeZoneInfo Zone);
