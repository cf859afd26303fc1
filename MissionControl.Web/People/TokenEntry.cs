using MissionControl.Core.People.Tokens;

namespace MissionControl.Web.People;

/// <summary>The form for a new token, as typed. A browser leaves out what is not ticked, a script what it likes.</summary>
public sealed class TokenEntry
{
    public const string UsualLife = "90d";

    /// <summary>What the form offers.</summary>
    public static readonly IReadOnlyList<TokenLife> Lives =
    [
        new("30d", TimeSpan.FromDays(30), "30 days"),
        new(UsualLife, TimeSpan.FromDays(90), "90 days"),
        new("365d", TimeSpan.FromDays(365), "a year"),
        new("never", null, "for ever"),
    ];

    public string? Name { get; set; }

    public List<string>? Scopes { get; set; }

    public string? Life { get; set; } = UsualLife;

    public bool Has(string scope) => Scopes?.Contains(scope) is true;

    public TokenDraft ToDraft()
    {
        // What was never offered is no life at all, and refused by the rules.
        var life = Lives.FirstOrDefault(known => known.Value == Life) ?? new("", TimeSpan.Zero, "");
        return new(Name ?? "", [.. Scopes ?? []], life.Lasts);
    }
}

/// <param name="Lasts"><see langword="null"/> for ever.</param>
public sealed record TokenLife(string Value, TimeSpan? Lasts, string Words);
