using System.Collections.Immutable;

namespace MissionControl.Core.People.Tokens;

/// <summary>The token somebody wants, not checked yet.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="Scopes">As written, for example <c>changes:write</c>.</param>
/// <param name="Lasts">How long it is good for; <see langword="null"/> for ever.</param>
public sealed record TokenDraft(string Name, ImmutableArray<string> Scopes, TimeSpan? Lasts);

/// <summary>What came of asking for a token.</summary>
/// <param name="Issued"><see langword="null"/> when there are problems, and then nothing has changed.</param>
/// <param name="Problems">Of the fields <c>name</c>, <c>scope</c>, <c>expires</c>; empty when it was issued.</param>
public sealed record TokenAnswer(IssuedToken? Issued, ImmutableArray<FieldProblem> Problems);

/// <param name="Secret">For the one who asked, now and never again.</param>
public sealed record IssuedToken(ApiToken Token, string Secret)
{
    // A record would print the secret.
    public override string ToString() => $"IssuedToken {Token.Id}";
}
