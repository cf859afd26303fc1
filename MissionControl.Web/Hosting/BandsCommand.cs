using System.Text;
using MissionControl.Core;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Trying;

namespace MissionControl.Web.Hosting;

/// <summary><c>bands FILE.csv</c> tries the bands on an exported history.</summary>
internal static class BandsCommand
{
    public const string Name = "bands";

    private const string Usage = """
        usage: bands FILE.csv [--kind ratio|rate|count|value] [--band auto|level|seasonal] [--zone Europe/London]
               FILE.csv has a header with timestamp, value and maybe volume, and its rows in order of time; - reads from standard input
               Times: 2026-03-03T14:00:00Z, or without an offset in --zone (UTC unless told), or Unix seconds or milliseconds.
               A row comes out for every row: timestamp,value,lower,expected,upper,score,state,reason. Exit: 0 fine, 1 rows that cannot be read, 2 wrong usage.
        """;

    private static readonly string[] _options = ["--kind", "--band", "--zone"];

    public static Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error) => RunAsync(arguments, Console.In, output, error);

    internal static async Task<int> RunAsync(string[] arguments, TextReader standardInput, TextWriter output, TextWriter error)
    {
        if (arguments is ["--help" or "-h"])
        {
            await output.WriteLineAsync(Usage);
            return 0;
        }

        if (Read(arguments) is not ({ } file, var options, null))
        {
            await error.WriteLineAsync(Read(arguments).Problem);
            await error.WriteLineAsync(Usage);
            return 2;
        }

        if (Directory.Exists(file))
        {
            await error.WriteLineAsync($"{file}:1:1: error: that is a folder; one file at a time");
            return 1;
        }

        try
        {
            using var input = file == "-" ? standardInput : new StreamReader(file, Encoding.UTF8);
            var problems = await TryBands.RunAsync(file, input, options, output, error);
            await output.FlushAsync();
            return problems == 0 ? 0 : 1;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"{file}:1:1: error: {problem.Message}");
            return 1;
        }
    }

    private static (string? File, TryOptions Options, string? Problem) Read(string[] arguments)
    {
        string? file = null;
        var options = new TryOptions(null, BandKind.Auto, TimeZoneInfo.Utc);
        for (var i = 0; i < arguments.Length; i++)
        {
            var argument = arguments[i];
            if (argument == "-" || !argument.StartsWith('-'))
            {
                if (file is not null)
                    return (null, options, $"one file at a time: '{file}' or '{argument}'?");
                file = argument;
                continue;
            }

            if (!_options.Contains(argument))
                return (null, options, $"unknown option '{argument}'{DidYouMean.Hint(argument, _options)}");
            if (i + 1 == arguments.Length)
                return (null, options, $"'{argument}' needs a value");
            var value = arguments[++i];
            var read = argument switch
            {
                "--kind" => Word<BpmKind>(value) is { } kind and not BpmKind.Freshness ? options with { Kind = kind } : null,
                "--band" => Word<BandKind>(value) is { } band ? options with { Band = band } : null,
                _ => TimeZoneInfo.TryFindSystemTimeZoneById(value, out var zone) ? options with { Zone = zone } : null,
            };
            if (read is null)
                return (null, options, $"'{value}' is no {argument[2..]}");
            options = read;
        }

        return file is null ? (null, options, "which file?") : (file, options, null);
    }

    private static T? Word<T>(string value)
        where T : struct, Enum => Enum.GetNames<T>().FirstOrDefault(name => name.Equals(value, StringComparison.OrdinalIgnoreCase)) is { } name ? Enum.Parse<T>(name) : null;
}
