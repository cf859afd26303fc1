using System.Diagnostics;
using System.Globalization;

namespace MissionControl.Bench.StatusPages;

/// <summary>Debian's <c>wrk</c> on core 1: 64 connections that stay open, each asking again as soon as it has its answer.</summary>
internal static class Wrk
{
    private const string Program = "/usr/bin/wrk";

    public static bool IsHere => File.Exists(Program);

    public static async Task<Load> RunAsync(Uri address, TimeSpan length)
    {
        var start = new ProcessStartInfo("taskset") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["-c", "1", Program, "-t1", "-c64", $"-d{length.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)}s", "--timeout", "5s", "-H", "Accept-Encoding: br", address.AbsoluteUri])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Load? load = null;
        long requests = 0, failed = 0;
        foreach (var words in said.Split('\n').Select(static line => line.Split([' ', ',', ':'], StringSplitOptions.RemoveEmptyEntries)))
            switch (words)
            {
                case [var count, "requests", "in", ..]:
                    requests = Number(count);
                    break;
                case ["Socket", "errors", .. var errors]:
                    failed += errors.Where(static word => char.IsAsciiDigit(word[0])).Sum(Number);
                    break;
                case ["Non-2xx", .., var others]:
                    failed += Number(others);
                    break;
                case ["Requests/sec", var rate]:
                    load = new(requests, double.Parse(rate, CultureInfo.InvariantCulture), failed);
                    break;
            }

        return load ?? throw new InvalidOperationException($"wrk: {said}{await error}");
    }

    private static long Number(string word) => long.Parse(word, CultureInfo.InvariantCulture);
}

/// <param name="Failed">Errors of sockets, late answers, and answers other than 2xx and 3xx.</param>
internal sealed record Load(long Requests, double PerSecond, long Failed);
