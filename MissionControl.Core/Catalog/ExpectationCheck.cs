using System.Collections.Immutable;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Trying;

namespace MissionControl.Core.Catalog;

/// <summary>Runs the <c>expect:</c> cases of a catalog.</summary>
internal static class ExpectationCheck
{
    private const long LargestHistory = 20_000_000;

    /// <summary>Every finding, and how many cases there are.</summary>
    public static (ImmutableArray<CatalogProblem> Problems, int Count) Run(string folder, Definitions definitions)
    {
        var problems = ImmutableArray.CreateBuilder<CatalogProblem>();
        var count = 0;
        var histories = new Dictionary<string, IReadOnlyList<Sample>?>();
        foreach (var bpm in definitions.Bpms)
            foreach (var expectation in bpm.Expects)
            {
                count++;
                IReadOnlyList<Sample>? history = [];
                if (expectation.History is { } file && !histories.TryGetValue(file, out history))
                    histories[file] = history = Read(folder, file, definitions.Organisation.Zone, expectation, problems);
                if (history is not null && TryExpectation.Run(bpm, expectation, history, definitions.Organisation.Zone, definitions.Holidays) is { } failure)
                    problems.Add(new(expectation.File, expectation.Line, expectation.Column, failure));
            }

        return (problems.ToImmutable(), count);
    }

    /// <summary><see langword="null"/> when it cannot be read; why is among the problems.</summary>
    private static List<Sample>? Read(string folder, string file, TimeZoneInfo zone, Expectation expectation, ImmutableArray<CatalogProblem>.Builder problems)
    {
        void Problem(string words) => problems.Add(new(expectation.File, expectation.Line, expectation.Column, words));

        if (Find(folder, file) is not { } found)
        {
            Problem($"there is no history '{file}' in this folder");
            return null;
        }

        if (found.Length > LargestHistory)
        {
            Problem($"the history '{file}' has {found.Length / 1_000_000} MB; {LargestHistory / 1_000_000} MB is the most");
            return null;
        }

        using var text = found.OpenText();
        var reader = new SeriesReader(zone);
        if (reader.ReadHeader(text.ReadLine()) is { } wrong)
        {
            problems.Add(new(file, 1, 1, wrong));
            return null;
        }

        var (samples, isGood) = (new List<Sample>(), true);
        for (var line = 2; text.ReadLine() is { } row; line++)
        {
            var read = string.IsNullOrWhiteSpace(row) ? default : reader.Read(row);
            if (read.Problem is { } problem)
            {
                problems.Add(new(file, line, problem.Column, problem.Words));
                isGood = false;
            }
            else if (read.Sample is { } sample && (samples.Count == 0 || sample.At > samples[^1].At))
            {
                samples.Add(sample);
            }
        }

        return isGood ? samples : null;
    }

    /// <summary>Only files of the folder itself, links included.</summary>
    private static FileInfo? Find(string folder, string file)
    {
        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        var path = Path.GetFullPath(Path.Combine(root, file));
        if (!path.StartsWith(root, StringComparison.Ordinal) || !File.Exists(path))
            return null;
        var target = new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
        return target.StartsWith(root, StringComparison.Ordinal) ? new FileInfo(path) : null;
    }
}
