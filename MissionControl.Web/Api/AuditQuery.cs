using System.Collections.Immutable;
using System.Globalization;
using MissionControl.Core.Journal;
using MissionControl.Web.Audit;

namespace MissionControl.Web.Api;

/// <summary>What is asked of the audit.</summary>
internal sealed record AuditQuery(string? Words, string? Kind, string? Actor, string? Subject, string? From, string? To, string? Before, string? Limit)
{
    private const int Usual = 100;
    private const int LongestId = 200;
    private const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private static readonly string[] TimeFormats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd"];

    /// <summary>The question, or by field everything that is wrong with it.</summary>
    public (JournalQuestion? Question, ImmutableDictionary<string, ImmutableArray<string>> Problems) Read()
    {
        var problems = ImmutableDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
        var words = AuditEntry.WordsOf(Words);
        if (words.Problem is { } problem)
            problems["words"] = [problem];
        var (kind, actor, subject) = (Id("kind", Kind, problems), Id("actor", Actor, problems), Id("subject", Subject, problems));
        var from = Time("from", From, problems);
        var to = Time("to", To, problems);
        if (from is { } first && to is { } last && first >= last)
            problems["to"] = ["to must lie after from."];
        var before = Number("before", Before, long.MaxValue, problems);
        var limit = Number("limit", Limit, JournalQuestion.MostEntries, problems);
        return problems.Count > 0 ? (null, problems.ToImmutable()) : (new()
        {
            Words = words.Words,
            Kind = kind,
            Actor = actor,
            Subject = subject,
            From = from,
            To = to,
            Before = before,
            Limit = (int)(limit ?? Usual),
        }, []);
    }

    private static string? Id(string field, string? text, ImmutableDictionary<string, ImmutableArray<string>>.Builder problems)
    {
        if (text is { Length: > LongestId })
            problems[field] = [$"That is {text.Length} characters; no {field} has more than {LongestId}."];
        return string.IsNullOrEmpty(text) ? null : text;
    }

    private static DateTimeOffset? Time(string field, string? text, ImmutableDictionary<string, ImmutableArray<string>>.Builder problems)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (DateTimeOffset.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, Styles, out var at))
            return at;
        problems[field] = [$"'{Problems.Echo(text)}' is not a time; write it like 2026-11-21T02:04:00Z (a + in an address is %2B)."];
        return null;
    }

    private static long? Number(string field, string? text, long most, ImmutableDictionary<string, ImmutableArray<string>>.Builder problems)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most)
            return number;
        problems[field] = [$"'{Problems.Echo(text)}' is no whole number from 1 to {most.ToString(CultureInfo.InvariantCulture)}."];
        return null;
    }
}
