using MissionControl.Core.People;
using MissionControl.Core.People.Tokens;
using MissionControl.Tests.Support;
using MissionControl.Web.People;

namespace MissionControl.Tests.People;

public sealed class TokenLineTests
{
    private static readonly ApiToken Token = new()
    {
        Id = Guid.NewGuid(), Name = "deploys", Scopes = [Scope.ChangesWrite, Scope.Read], IssuedAt = A.Moment.AddDays(-2), IssuedBy = "person:7",
    };

    [Fact]
    public void A_token_says_until_when_it_is_good_and_when_it_was_used()
    {
        var line = Assert.Single(Lines(Token with { ExpiresAt = A.Moment.AddDays(90), LastUsedAt = A.Moment.AddMinutes(-8) }));
        Assert.Equal(("Good until 19 Feb 2027 02:04", "01:56 (8 min ago)", "Thu 02:04", true), (line.Ends, line.Used, line.Issued, line.Stands));
        Assert.Equal<string>(["changes:write", "read"], line.Scopes);
    }

    [Fact]
    public void A_token_from_a_shell_that_nobody_used_says_so()
    {
        var line = Assert.Single(Lines(Token with { IssuedBy = Actor.System.Id }));
        Assert.Equal(("Good for ever", "never", "Thu 02:04, from a shell"), (line.Ends, line.Used, line.Issued));
    }

    [Fact]
    public void Those_that_stand_come_first_and_old_ones_that_do_not_are_left_out()
    {
        var lines = Lines(
            Token with { Name = "gone", RevokedAt = A.Moment.AddDays(-91) },
            Token with { Name = "revoked", RevokedAt = A.Moment.AddDays(-1), IssuedAt = A.Moment.AddDays(-1) },
            Token with { Name = "expired", ExpiresAt = A.Moment },
            Token with { Name = "stands", IssuedAt = A.Moment.AddDays(-100) });
        Assert.Equal(["stands: Good for ever", "revoked: Revoked Fri 02:04", "expired: Expired 02:04"], lines.Select(line => $"{line.Name}: {line.Ends}"));
    }

    private static System.Collections.Immutable.ImmutableArray<TokenLine> Lines(params ApiToken[] tokens) => TokenLine.List([.. tokens], A.Moment, TimeZoneInfo.Utc);
}
