using System.Collections.Immutable;

namespace MissionControl.Core.People.Tokens;

/// <summary>What may be issued.</summary>
public static class TokenRules
{
    /// <summary>The most tokens that stand at once.</summary>
    public const int MostLive = 500;

    public const int LongestName = 80;

    public static readonly TimeSpan ShortestLife = TimeSpan.FromMinutes(1);

    public static readonly TimeSpan LongestLife = TimeSpan.FromDays(3650);

    /// <summary>The token that the draft asks for, or everything that is wrong with it.</summary>
    public static (ApiToken? Token, ImmutableArray<FieldProblem> Problems) Check(TokenDraft draft, Guid id, Actor by, DateTimeOffset now)
    {
        var problems = ImmutableArray.CreateBuilder<FieldProblem>();
        var name = draft.Name.Trim();
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl))
            problems.Add(new("name", name.Length == 0 ? "Give it a name that says what uses it." : $"A name is one line of at most {LongestName} characters."));
        if (draft.Scopes.IsEmpty)
            problems.Add(new("scope", $"Choose what it may do: {Known}."));
        foreach (var word in draft.Scopes.Where(static word => Scopes.Find(word) is null))
            problems.Add(new("scope", $"There is no scope '{Short(word)}'{DidYouMean.Hint(word, Scopes.Words)}"));
        if (draft.Lasts is { } lasts && (lasts < ShortestLife || lasts > LongestLife))
            problems.Add(new("expires", "It can last from 1 minute to 3650 days, or for ever."));
        if (problems.Count > 0)
            return (null, problems.ToImmutable());
        return (new ApiToken
        {
            Id = id,
            Name = name,
            Scopes = [.. draft.Scopes.Select(Scopes.Find).OfType<Scope>().Distinct().Order()],
            IssuedAt = now.ToUniversalTime(),
            IssuedBy = by.Id,
            ExpiresAt = now.ToUniversalTime() + draft.Lasts,
        }, []);
    }

    private static string Known => string.Join(", ", Scopes.Words);

    private static string Short(string word) => word.Length <= 40 ? word : word[..40] + "…";
}
