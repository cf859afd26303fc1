using MissionControl.Core.People;
using MissionControl.Core.People.Tokens;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.People.Tokens;

public sealed class TokenRulesTests
{
    private static readonly TokenDraft Good = new(" deploy script ", ["changes:write", "read", "changes:write"], TimeSpan.FromDays(90));

    [Fact]
    public void A_good_draft_becomes_a_token_with_each_scope_once()
    {
        var (token, problems) = Check(Good);
        Assert.Empty(problems);
        Assert.Equal(("deploy script", "system", A.Moment, A.Moment.AddDays(90)), (token!.Name, token.IssuedBy, token.IssuedAt, token.ExpiresAt));
        Assert.Equal<Scope>([Scope.ChangesWrite, Scope.Read], token.Scopes);
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        var (token, problems) = Check(new("", ["change:write"], TimeSpan.FromDays(3651)));
        Assert.Null(token);
        Assert.Equal(["name", "scope", "expires"], problems.Select(problem => problem.Field));
        Assert.StartsWith("There is no scope 'change:write'; did you mean 'changes:write'?", problems[1].Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("two\nlines", "read", 1)]
    [InlineData("ok", "", 1)]
    [InlineData("ok", "read", 0)]
    public void Names_of_one_line_a_scope_and_a_life_ahead_are_needed(string name, string scope, int days) =>
        Assert.Single(Check(new(name, scope.Length == 0 ? [] : [scope], TimeSpan.FromDays(days))).Problems);

    [Fact]
    public void A_name_may_have_eighty_characters_and_no_more()
    {
        Assert.Empty(Check(Good with { Name = new('n', 80) }).Problems);
        Assert.Single(Check(Good with { Name = new('n', 81) }).Problems);
    }

    [Fact]
    public void A_token_is_good_until_the_moment_it_expires_and_never_after_it_was_revoked()
    {
        var token = Check(Good).Token!;
        Assert.Equal(TokenFinding.Good, token.FindingAt(A.Moment.AddDays(90).AddTicks(-1)));
        Assert.Equal(TokenFinding.Expired, token.FindingAt(A.Moment.AddDays(90)));
        Assert.Equal(TokenFinding.Revoked, (token with { RevokedAt = A.Moment }).FindingAt(A.Moment));
    }

    [Fact]
    public void Secrets_are_ours_by_their_shape_and_never_the_same()
    {
        var (one, other) = (TokenSecret.New(), TokenSecret.New());
        Assert.NotEqual(one, other);
        Assert.Matches("^mc_[A-Za-z0-9_-]{43}$", one);
        Assert.True(TokenSecret.IsShaped(one));
        Assert.False(TokenSecret.IsShaped(one + "x"));
        Assert.False(TokenSecret.IsShaped("xx_" + one[3..]));
    }

    [Fact]
    public void An_issued_token_does_not_print_its_secret() =>
        Assert.DoesNotContain("mc_", new IssuedToken(Check(Good).Token!, TokenSecret.New()).ToString(), StringComparison.Ordinal);

    private static (ApiToken? Token, IReadOnlyList<Core.FieldProblem> Problems) Check(TokenDraft draft) =>
        TokenRules.Check(draft, Guid.NewGuid(), Actor.System, A.Moment);
}
