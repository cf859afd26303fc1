using MissionControl.Core.StatusPage;
using MissionControl.Core.StatusPage.Followers;
using MissionControl.Tests.Support.StatusPage;

namespace MissionControl.Tests.StatusPage.Followers;

public sealed class FollowRulesTests
{
    [Theory]
    [InlineData("ada@example.org", "ada@example.org")]
    [InlineData("  Ada.Lovelace+status@Example.ORG ", "Ada.Lovelace+status@example.org")]
    [InlineData("ada@bücher.example", "ada@xn--bcher-kva.example")]
    [InlineData("o'hara@example.co.uk", "o'hara@example.co.uk")]
    public void An_address_is_written_one_way(string typed, string address) => Assert.Equal(address, FollowRules.Address(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ada")]
    [InlineData("ada@localhost")]
    [InlineData("ada@exam ple.org")]
    [InlineData("ada@example.org\r\nBcc: all@example.org")]
    [InlineData("ada\r\n@example.org")]
    [InlineData("ada@example.org\n")]
    [InlineData("ada@example.org>\r\nRCPT TO:<x@example.org")]
    [InlineData("<ada@example.org>")]
    [InlineData("ada,bo@example.org")]
    [InlineData("ada@example.org,bo@example.org")]
    [InlineData("\"ada bo\"@example.org")]
    [InlineData("adä@example.org")]
    [InlineData("ada@-example.org")]
    [InlineData("ada@[127.0.0.1]")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@example.org")]
    public void What_could_be_more_than_one_address_is_none(string? typed)
    {
        // White space around it is nobody's mistake but the keyboard's.
        if (typed == "ada@example.org\n")
            Assert.Equal("ada@example.org", FollowRules.Address(typed));
        else
            Assert.Null(FollowRules.Address(typed));
    }

    [Theory]
    [InlineData("ada@example.org", "a…@e….org")]
    [InlineData("b@x.co.uk", "b…@x….uk")]
    public void Of_an_address_so_much_is_shown(string address, string masked) => Assert.Equal(masked, FollowRules.Masked(address));

    [Fact]
    public void All_that_is_wrong_is_said_at_once_with_its_field_and_in_the_language_of_the_page()
    {
        var (ask, problems) = FollowRules.Check("nobody", ["gone"], new PublicCase().Make(), StatusWords.For("de"));
        Assert.Null(ask);
        Assert.Equal(["email", "show"], problems.Select(static problem => problem.Field));
        Assert.StartsWith("An diese Adresse", problems[0].Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Choosing_all_is_choosing_none_so_that_a_new_part_is_among_them()
    {
        var model = new PublicCase().Make();
        Assert.Empty(FollowRules.Choice(["sign-in", "booking", "records"], model)!.Value);
        Assert.Equal<string>(["sign-in", "records"], FollowRules.Choice(["records", "sign-in"], model)!.Value);
        Assert.Null(FollowRules.Choice(["records", "nothing"], model));
    }

    [Fact]
    public void A_link_is_whose_it_is_and_a_secret_and_nothing_else_is_one()
    {
        var (id, secret) = (Guid.NewGuid(), FollowSecret.New());
        var token = FollowSecret.Token(id, secret);
        Assert.Equal((id, secret), FollowSecret.Read(token));
        Assert.True(FollowSecret.Is(secret, FollowSecret.HashOf(secret)));
        Assert.False(FollowSecret.Is(secret, FollowSecret.HashOf(FollowSecret.New())));
        Assert.False(FollowSecret.Is(secret, null));
        Assert.All((string?[])[null, "", token[1..], token + "A", token[..^1] + "=", token[..^1] + " ", "ä" + token[1..]], static wrong => Assert.Null(FollowSecret.Read(wrong)));
    }
}
