using System.Collections.Immutable;

namespace MissionControl.Core.People.Accounts;

/// <summary>What a person's name, address and password may be.</summary>
public static class AccountRules
{
    public const int LongestName = 80;
    public const int LongestEmail = 200;

    /// <summary>NIST SP 800-63B: length counts, and no rules about its letters.</summary>
    public const int ShortestPassword = 12;

    public const int LongestPassword = 128;

    public static string Email(string? typed) => (typed ?? "").Trim().ToLowerInvariant();

    public static ImmutableArray<FieldProblem> CheckPerson(string? name, string email)
    {
        var problems = ImmutableArray.CreateBuilder<FieldProblem>();
        var trimmed = (name ?? "").Trim();
        if (trimmed.Length is 0 or > LongestName || trimmed.Any(char.IsControl))
            problems.Add(new("name", trimmed.Length == 0 ? "Give a name." : $"A name is one line of at most {LongestName} characters."));
        var at = email.IndexOf('@', StringComparison.Ordinal);
        if (email.Length > LongestEmail || at < 1 || at != email.LastIndexOf('@') || at == email.Length - 1 || email.Any(static letter => char.IsControl(letter) || char.IsWhiteSpace(letter)))
            problems.Add(new("email", "Give an e-mail address, such as ada@example.org."));
        return problems.ToImmutable();
    }

    public static ImmutableArray<FieldProblem> CheckPassword(string? password, string? again, string email)
    {
        if ((password ?? "").Length is < ShortestPassword or > LongestPassword)
            return [new("password", $"A password has {ShortestPassword} to {LongestPassword} characters; a few words are easy to remember.")];
        if (CommonPasswords.Contains(password!) || password!.Contains(email.Split('@')[0], StringComparison.OrdinalIgnoreCase))
            return [new("password", "That password is among the first that are tried. Choose another.")];
        return password == again ? [] : [new("again", "The two are not the same.")];
    }
}
