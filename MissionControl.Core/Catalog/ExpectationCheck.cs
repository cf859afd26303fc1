using System.Collections.Immutable;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Trying;

namespace MissionControl.Core.Catalog;

/// <summary>Runs the <c>expect:</c> cases of a catalog.</summary>
internal static class ExpectationCheck
{
    private const long LargestHistory = 20_000_000;
    private const int MostProblemsShown = 20;

    /// <summary>Every finding, how many cases there are and how many of them hold.</summary>
    public static (ImmutableArray<CatalogProblem> Problems, int Count, int Held) Run(string folder, Definitions definitions)
    {
        var problems = ImmutableArray.CreateBuilder<CatalogProblem>();
        var (count, held) = (0, 0);
        var histories = new Dictionary<(string File, bool IsShare), IReadOnlyList<Sample>?>();
        foreach (var bpm in definitions.Bpms)
            foreach (var expectation in bpm.Expects)
            {
                count++;
                IReadOnlyList<Sample>? history = [];
                var isShare = bpm.Kind is BpmKind.Ratio;
                if (expectation.History is { } file && !histories.TryGetValue((file, isShare), out history))
                    histories[(file, isShare)] = history = Read(folder, file, new SeriesReader(definitions.Organisation.Zone, isShare), expectation, problems);
                if (history is null)
                    continue;
                if (TryExpectation.Run(bpm, expectation, history, definitions.Organisation.Zone, definitions.Holidays) is { } failure)
                    problems.Add(new(expectation.File, expectation.Line, expectation.Column, failure));
                else
                    held++;
            }

        return (problems.ToImmutable(), count, held);
    }

    /// <summary><see langword="null"/> when it cannot be read; why is among the problems.</summary>
    private static List<Sample>? Read(string folder, string file, SeriesReader reader, Expectation expectation, ImmutableArray<CatalogProblem>.Builder problems)
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

        try
        {
            return Read(file, found, reader, problems);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Problem($"the history '{file}' cannot be read: {failure.Message}");
            return null;
        }
    }

    private static List<Sample>? Read(string file, FileInfo found, SeriesReader reader, ImmutableArray<CatalogProblem>.Builder problems)
    {
        using var text = found.OpenText();
        if (reader.ReadHeader(text.ReadLine()) is { } wrong)
        {
            problems.Add(new(file, 1, 1, wrong));
            return null;
        }

        var (samples, unread) = (new SortedDictionary<DateTimeOffset, Sample>(), 0);
        for (var line = 2; text.ReadLine() is { } row; line++)
        {
            var read = string.IsNullOrWhiteSpace(row) ? default : reader.Read(row);
            if (read.Problem is { } problem && ++unread <= MostProblemsShown)
                problems.Add(new(file, line, problem.Column, problem.Words));
            else if (read.Sample is { } sample)
                samples[sample.At] = sample;
        }

        return unread == 0 ? [.. samples.Values] : null;
    }

    /// <summary>Only files of the folder itself: a link may lead on, but not out of it.</summary>
    private static FileInfo? Find(string folder, string file)
    {
        var root = Path.GetFullPath(folder);
        var path = Path.GetFullPath(Path.Combine(root, file));
        if (!IsIn(root, path) || !File.Exists(path))
            return null;
        var trueRoot = new DirectoryInfo(root).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? root;
        var here = root;
        foreach (var part in Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar))
        {
            here = Path.Combine(here, part);
            FileSystemInfo info = Directory.Exists(here) ? new DirectoryInfo(here) : new FileInfo(here);
            if (info.ResolveLinkTarget(returnFinalTarget: true)?.FullName is { } target && !IsIn(root, target) && !IsIn(trueRoot, target))
                return null;
        }

        return new(path);
    }

    private static bool IsIn(string folder, string path) => path.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
