using System.Collections.Immutable;
using System.Globalization;
using MissionControl.Core;
using MissionControl.Core.Journal;
using MissionControl.Web.Audit;

namespace MissionControl.Web.Api;

/// <summary>What is asked of the audit.</summary>
internal sealed record AuditQuery(string? Words, string? Kind, string? Actor, string? Subject, string? From, string? To, string? After, string? Limit)
{
    public const int Usual = 100;
    public const int LongestId = 200;
    private const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private static readonly string[] TimeFormats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd"];

    /// <summary>The question, or by field everything that is wrong with it.</summary>
    public (JournalQuestion? Question, ImmutableArray<FieldProblem> Problems) Read()
    {
        var problems = ImmutableArray.CreateBuilder<FieldProblem>();
        var words = AuditEntry.WordsOf(Words);
        if (words.Problem is { } problem)
            problems.Add(new("words", problem));
        var (kind, actor, subject) = (Id("kind", Kind, problems), Id("actor", Actor, problems), Id("subject", Subject, problems));
        var from = Time("from", From, problems);
        var to = Time("to", To, problems);
        if (from is { } first && to is { } last && first >= last)
            problems.Add(new("to", "to must lie after from."));
        var limit = Paging.ReadLimit(Limit, Usual, JournalQuestion.MostEntries, problems);
        var before = Place(problems);
        return problems.Count > 0 ? (null, problems.ToImmutable()) : (new()
        {
            Words = words.Words,
            Kind = kind,
            Actor = actor,
            Subject = subject,
            From = from,
            To = to,
            Before = before,
            Limit = limit,
        }, []);
    }

    private static string? Id(string field, string? text, ImmutableArray<FieldProblem>.Builder problems)
    {
        if (text is { Length: > LongestId })
            problems.Add(new(field, $"That is {text.Length} characters; no {field} has more than {LongestId}."));
        return string.IsNullOrEmpty(text) ? null : text;
    }

    private static DateTimeOffset? Time(string field, string? text, ImmutableArray<FieldProblem>.Builder problems)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (DateTimeOffset.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, Styles, out var at))
            return at;
        problems.Add(new(field, $"'{Problems.Echo(text)}' is not a time; write it like 2026-11-21T02:04:00Z (a + in an address is %2B)."));
        return null;
    }

    private long? Place(ImmutableArray<FieldProblem>.Builder problems)
    {
        if (string.IsNullOrEmpty(After))
            return null;
        if (long.TryParse(After, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) && sequence >= 1)
            return sequence;
        problems.Add(new(Paging.After, "This must be the next of the page before."));
        return null;
    }
}

/// <summary>What is asked of all of the audit: where a page begins and how long it is has no meaning then.</summary>
internal sealed record AuditFilters(string? Words, string? Kind, string? Actor, string? Subject, string? From, string? To)
{
    public AuditQuery OfAll() => new(Words, Kind, Actor, Subject, From, To, null, null);
}
