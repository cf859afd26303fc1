using System.Collections.Immutable;
using System.Globalization;
using MissionControl.Core;

namespace MissionControl.Web.Api;

/// <summary>
/// How long lists are read, the same way everywhere: <c>limit</c> says how many, the <c>Link</c> header of a page has the address of the next one,
/// which is the same question with another <c>after</c>.
/// </summary>
internal static class Paging
{
    public const string Limit = "limit";
    public const string After = "after";

    /// <summary>How many, or a problem.</summary>
    public static int ReadLimit(string? text, int usual, int most, ImmutableArray<FieldProblem>.Builder problems)
    {
        if (string.IsNullOrEmpty(text))
            return usual;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit >= 1 && limit <= most)
            return limit;
        problems.Add(new(Limit, $"This must be a whole number from 1 to {most.ToString(CultureInfo.InvariantCulture)}."));
        return usual;
    }

    /// <param name="next">The <c>after</c> of the next page; <see langword="null"/> on the last one.</param>
    public static void LinkNext(HttpContext context, string? next)
    {
        if (next is null)
            return;
        var request = context.Request;
        var question = request.Query.Where(static asked => !asked.Key.Equals(After, StringComparison.OrdinalIgnoreCase))
            .SelectMany(static asked => asked.Value.Select(value => KeyValuePair.Create(asked.Key, value)))
            .Append(KeyValuePair.Create(After, (string?)next));
        context.Response.Headers.Link = $"<{request.PathBase.Add(request.Path).ToUriComponent()}{QueryString.Create(question).ToUriComponent()}>; rel=\"next\"";
    }

    /// <summary>A page of what is all in memory, by the ids it is known by; or what is wrong with the question.</summary>
    public static (ImmutableArray<T> Page, string? Next, ImmutableArray<FieldProblem> Problems) Take<T>(ImmutableArray<T> all, Func<T, string> idOf, PageQuery query)
    {
        var problems = ImmutableArray.CreateBuilder<FieldProblem>();
        var limit = ReadLimit(query.Limit, PageQuery.Most, PageQuery.Most, problems);
        var before = string.IsNullOrEmpty(query.After) ? -1 : all.Select(idOf).ToList().IndexOf(query.After);
        if (before < 0 && !string.IsNullOrEmpty(query.After))
            problems.Add(new(After, "This must be the id of one of the list."));
        if (problems.Count > 0)
            return ([], null, problems.ToImmutable());
        ImmutableArray<T> page = [.. all.Skip(before + 1).Take(limit)];
        return (page, before + 1 + page.Length < all.Length ? idOf(page[^1]) : null, []);
    }
}

/// <summary>Which page of a list is asked for, as written.</summary>
/// <param name="After">The id of the last of the page before.</param>
internal sealed record PageQuery(string? Limit, string? After)
{
    public const int Most = 1000;
}
