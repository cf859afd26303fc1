using System.Collections.Immutable;
using System.Globalization;
using MissionControl.Core.Journal;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Audit;

/// <summary>What stands in the search form, as it was typed. Times are local, as a date-and-time field says them.</summary>
public sealed record AuditEntry
{
    /// <summary>The longest words, in characters.</summary>
    public const int LongestWords = 200;

    private const int MostWords = 10;

    public string Words { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Actor { get; init; } = "";

    public string Subject { get; init; } = "";

    public string From { get; init; } = "";

    public string To { get; init; } = "";

    /// <summary>Where the page before ended; empty on the first.</summary>
    public string Before { get; init; } = "";

    /// <summary>Is anything looked for in particular?</summary>
    public bool IsFiltered => this with { Before = "" } != new AuditEntry();

    /// <summary>What is looked for, or by field what is wrong with it.</summary>
    public (JournalQuestion? Question, ImmutableDictionary<string, string> Problems) Read(TimeZoneInfo zone)
    {
        var problems = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var words = WordsOf(Words);
        if (words.Problem is { } problem)
            problems["words"] = problem;
        // Of an hour that comes twice all of it.
        var (from, to) = (LocalTime.ReadFirst(From, zone), LocalTime.ReadLast(To, zone));
        if (From.Length > 0 && from is null)
            problems["from"] = "Give a day and a time, or nothing.";
        if (To.Length > 0 && to is null)
            problems["to"] = "Give a day and a time, or nothing.";
        if (from is not null && to is not null && from.At >= to.At)
            problems["to"] = "It must lie after the beginning.";
        if (problems.Count > 0)
            return (null, problems.ToImmutable());
        return (new()
        {
            Words = words.Words,
            Kind = Filled(Kind),
            Actor = Filled(Actor),
            Subject = Filled(Subject),
            From = from?.At,
            To = to?.At,
            // Nobody types it: what is no number is the first page.
            Before = long.TryParse(Before, NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before : null,
        }, []);
    }

    /// <summary>The words one by one, or what is wrong with them.</summary>
    internal static (ImmutableArray<string> Words, string? Problem) WordsOf(string? text)
    {
        ImmutableArray<string> words = [.. (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase)];
        return (text?.Length ?? 0) > LongestWords || words.Length > MostWords
            ? ([], $"At most {MostWords} words of {LongestWords} characters in all.")
            : (words, null);
    }

    private static string? Filled(string text) => text.Trim() is { Length: > 0 } filled ? filled : null;
}
