using System.Collections.Frozen;
using System.Text.Json;
using MissionControl.Core.People;
using MissionControl.Core.People.Accounts;
using MissionControl.Web.Account.SingleSignOn;

namespace MissionControl.Tests.Account.SingleSignOn;

public sealed class ProviderWordTests
{
    [Theory]
    [InlineData("{\"sub\":\"a\",\"email\":\"A@b.c\",\"name\":\"Ada\",\"groups\":[\"x\",7,\"y\"]}", "groups", "a|a@b.c|Ada|x,y")]
    [InlineData("{\"sub\":12345678901,\"email\":\"a@b.c\",\"name\":null,\"groups\":\"x y\"}", "groups", "12345678901|a@b.c|a@b.c|x y")]
    [InlineData("{\"sub\":\"a\",\"email\":\"a@b.c\",\"realm\":{\"groups\":[\"x\"]}}", "realm.groups", "a|a@b.c|a@b.c|x")]
    [InlineData("{\"sub\":\"a\",\"email\":\"a@b.c\",\"https://b.c/roles\":[\"x\"]}", "https://b.c/roles", "a|a@b.c|a@b.c|x")]
    [InlineData("{\"sub\":\"a\",\"email\":\"a@b.c\",\"realm\":\"x\"}", "realm.groups", "a|a@b.c|a@b.c|")]
    [InlineData("{\"sub\":\"a\",\"email\":\"a@b.c\",\"name\":\"A\\nB\\u202eC\"}", "groups", "a|a@b.c|A BC|")]
    [InlineData("{\"sub\":\"\",\"email\":\"a@b.c\"}", "groups", null)]
    [InlineData("{\"sub\":\"a\",\"email\":\"no address\"}", "groups", null)]
    [InlineData("{\"sub\":\"a\"}", "groups", null)]
    [InlineData("[1]", "groups", null)]
    public void Fields_are_read_where_the_settings_say(string userInfo, string roleField, string? expected)
    {
        using var document = JsonDocument.Parse(userInfo);
        var word = ProviderWord.Read(document.RootElement, new("sub", "email", "email_verified", "name", roleField));
        Assert.Equal(expected, word is null ? null : $"{word.Subject}|{word.Email}|{word.Name}|{string.Join(",", word.Roles)}");
    }

    [Fact]
    public void A_subject_that_is_too_long_is_none()
    {
        foreach (var (length, isGood) in ((int, bool)[])[(255, true), (256, false)])
        {
            using var document = JsonDocument.Parse($"{{\"sub\":\"{new string('a', length)}\",\"email\":\"a@b.c\"}}");
            Assert.Equal(isGood, ProviderWord.Read(document.RootElement, new("sub", "email", "email_verified", "name", null)) is not null);
        }
    }

    [Theory]
    [InlineData("", null, null)]
    [InlineData("", Role.Viewer, Role.Viewer)]
    [InlineData("nothing", Role.Responder, Role.Responder)]
    [InlineData("admins", null, Role.Administrator)]
    [InlineData("ADMINS", null, null)]
    [InlineData("viewers,admins,editors", null, Role.Administrator)]
    [InlineData("viewers", Role.Editor, Role.Viewer)]
    public void The_highest_role_holds_and_the_default_one_only_where_there_is_none(string values, Role? usual, Role? expected)
    {
        var word = new ProviderWord("a", "a@b.c", IsEmailVerified: false, "Ada", [.. values.Split(',')]);
        Assert.Equal(expected, word.RoleBy(Some(usual)));
    }

    [Fact]
    public void Somebody_is_one_person_per_provider_and_subject_with_its_capitals()
    {
        var here = new Uri("https://id.example.org/realms/a/userinfo");
        var key = ProviderKey.Of(here, "Ada");
        Assert.Equal(64, key.Length);
        Assert.Equal(key, ProviderKey.Of(new Uri(here + "?$select=id"), "Ada"));
        Assert.NotEqual(key, ProviderKey.Of(here, "ada"));
        Assert.NotEqual(key, ProviderKey.Of(new Uri("https://id.example.org/realms/b/userinfo"), "Ada"));
    }

    private static ProviderSettings Some(Role? usual) => new()
    {
        Name = "ID", AuthorizationEndpoint = new("https://id/a"), TokenEndpoint = new("https://id/t"), UserInfoEndpoint = new("https://id/u"), ClientId = "c", ClientSecret = "s", Scopes = [], PublicAddress = null,
        Fields = new("sub", "email", "email_verified", "name", "groups"), DefaultRole = usual, LinkVerifiedEmail = false,
        Roles = new Dictionary<string, Role> { ["viewers"] = Role.Viewer, ["editors"] = Role.Editor, ["admins"] = Role.Administrator }.ToFrozenDictionary(),
    };
}
