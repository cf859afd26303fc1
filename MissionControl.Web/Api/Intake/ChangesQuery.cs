using System.Collections.Immutable;
using MissionControl.Core;
using MissionControl.Core.Changes;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Api.Intake;

/// <summary>What is asked for by <c>GET /api/v1/changes</c>, as written.</summary>
internal sealed record ChangesQuery(string? From, string? To, string? Service, string? After, string? Limit)
{
    public const int UsualLimit = 100;
    public const int MostLimit = 1000;

    private static readonly TimeSpan _usual = TimeSpan.FromDays(7);

    public (ChangeQuestion? Question, ImmutableArray<FieldProblem> Problems) Parse(DateTimeOffset now)
    {
        var problems = ImmutableArray.CreateBuilder<FieldProblem>();
        var to = Moment("to", To, problems) ?? now + ChangeRules.FurthestAhead;
        var from = Moment("from", From, problems) ?? (To is null ? now : to) - _usual;
        if (problems.Count == 0 && from > to)
            problems.Add(new("from", "from must lie before to."));
        if (Service is { Length: 0 or > ChangeRules.LongestService })
            problems.Add(new("service", "This must be the id of a service."));
        var limit = Paging.ReadLimit(Limit, UsualLimit, MostLimit, problems);
        var after = After is null ? null : PlaceOf(After);
        if (After is not null && after is null)
            problems.Add(new(Paging.After, "This must be the next of the page before."));
        return problems.Count > 0 ? (null, problems.ToImmutable()) : (new(from, to, Service, after, limit), []);
    }

    /// <summary>What leads to the page after that change.</summary>
    public static string Write(Change last) => PagePlace.Write(last.At, last.Id);

    private static ChangePlace? PlaceOf(string text) => PagePlace.TryRead(text, out var at, out var id) ? new(at, id) : null;

    private static DateTimeOffset? Moment(string field, string? text, ImmutableArray<FieldProblem>.Builder problems)
    {
        if (text is null)
            return null;
        if (Moments.Read(text) is { } at)
            return at;
        problems.Add(new(field, $"This must be {Moments.Expected} (a + in an address is %2B)."));
        return null;
    }
}
