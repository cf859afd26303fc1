using Microsoft.Extensions.Configuration;
using MissionControl.Core.People;
using MissionControl.Core.People.Accounts;
using MissionControl.Tests.Support;
using MissionControl.Web.Account.SingleSignOn;
using MissionControl.Web.Hosting;

namespace MissionControl.Tests.Account.SingleSignOn;

public sealed class ProviderSettingsTests : IDisposable
{
    private const string Prefix = "MissionControl:SignIn:";

    private readonly TemporaryFolder _folder = new();

    public ProviderSettingsTests() => File.WriteAllText(Path.Combine(_folder.Path, "secret"), "hunter2\n");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Nothing_set_is_passwords_and_no_provider()
    {
        var signIn = new ConfigurationBuilder().Build() is var nothing ? MissionSettings.Read(nothing, _folder.Path).Settings!.SignIn : null;
        Assert.Equal(new SignInSettings(LocalSignIn: true, null), signIn);
        Assert.Equal(WaysIn.PasswordsOnly, signIn!.Ways);
    }

    [Fact]
    public void What_must_be_set_is_enough()
    {
        var settings = Read().Settings!;
        var provider = settings.SignIn.Provider!;
        Assert.Equal(("hunter2", new Uri("https://id.example.org/me"), null), (provider.ClientSecret, provider.UserInfoEndpoint, provider.PublicAddress));
        Assert.Equal<string>(["openid", "profile", "email"], provider.Scopes);
        Assert.Equal(new("sub", "email", "email_verified", "name", "groups"), provider.Fields);
        Assert.Equal([KeyValuePair.Create("mission-admins", Role.Administrator)], provider.Roles);
        Assert.Null(provider.DefaultRole);
        Assert.False(provider.LinkVerifiedEmail);
        Assert.DoesNotContain(settings.Shown, static shown => shown.Value.Contains("hunter2", StringComparison.Ordinal));
        Assert.Equal(("set", "mission-admins"), (settings.Shown["SignIn:Provider:ClientSecret"], settings.Shown["SignIn:Provider:Roles:Administrator"]));
    }

    [Fact]
    public void Everything_can_be_set()
    {
        var signIn = Read(
            ("LocalSignIn", "false"), ("Provider:Scopes", " read:user  user:email "), ("Provider:SubjectField", "id"), ("Provider:EmailField", "mail"), ("Provider:EmailVerifiedField", "checked"), ("Provider:NameField", "displayName"),
            ("Provider:RoleField", "realm_access.roles"), ("Provider:Roles:Viewer:0", "a"), ("Provider:Roles:Viewer:1", "b"), ("Provider:DefaultRole", "responder"), ("Provider:LinkVerifiedEmail", "true"),
            ("Provider:PublicAddress", "https://mission.example.org"), ("Provider:TokenEndpoint", "http://127.0.0.1:8080/token")).Settings!.SignIn;
        Assert.Equal(new(ByPassword: false, ByProvider: true), signIn.Ways);
        var provider = signIn.Provider!;
        Assert.Equal<string>(["read:user", "user:email"], provider.Scopes);
        Assert.Equal(new("id", "mail", "checked", "displayName", "realm_access.roles"), provider.Fields);
        Assert.Equal((Role.Viewer, Role.Viewer, Role.Responder, true), (provider.Roles["a"], provider.Roles["b"], provider.DefaultRole!.Value, provider.LinkVerifiedEmail));
    }

    [Theory]
    [InlineData("Provider:Name", "", "must be set; found nothing; write it as people know it, such as Company account")]
    [InlineData("Provider:ClientId", "", "must be set; found nothing; write it as the provider gave it")]
    [InlineData("Provider:AuthorizationEndpoint", "", "must be set; found nothing; take it from the provider's documents (docs/single-sign-on.md)")]
    [InlineData("Provider:TokenEndpoint", "http://id.example.org/token", "must be an https:// address (http:// on this machine only), without a user or '#'; found 'http://id.example.org/token'; write such an address")]
    [InlineData("Provider:UserInfoEndpoint", "/me", "must be an https:// address (http:// on this machine only), without a user or '#'; found '/me'; write such an address")]
    [InlineData(
        "Provider:ClientSecret",
        "hunter2",
        "must be ${env:NAME} or ${file:PATH}, so that it stands in no file of settings; found text that is neither (not shown, it may be the secret); put the secret into such a variable or file")]
    [InlineData(
        "Provider:ClientSecret",
        "${file:gone}",
        "must be a secret that can be read; found the secret file gone does not exist (paths are relative to the folder the app is started in); set the variable, or write the file")]
    [InlineData("Provider:ClientSecret", "${env:NO_SUCH_VARIABLE_HERE}", "must be a secret that can be read; found the environment variable NO_SUCH_VARIABLE_HERE is not set; set the variable, or write the file")]
    [InlineData("Provider:DefaultRole", "Reader", "must be one of Viewer, Responder, Editor, Administrator; found 'Reader'; use one of them; there are Viewer, Responder, Editor, Administrator")]
    [InlineData("Provider:DefaultRole", "Administrator", "must be Viewer, Responder or Editor; found 'Administrator', which everybody would be; name who is one under Roles:Administrator")]
    [InlineData("Provider:Roles:Viewer", "mission-admins", null)]
    [InlineData("Provider:Roles:Vewer", "x", "is not a setting; found a value for it; remove it; did you mean 'SignIn:Provider:Roles:Viewer'?")]
    [InlineData("Provider:LinkVerifiedEmail", "yes", "must be true or false; found 'yes'; use one of the two")]
    [InlineData("LocalSignIn", "off", "must be true or false; found 'off'; use one of the two")]
    public void One_thing_wrong_is_one_line_that_names_the_setting(string key, string value, string? words)
    {
        var problem = Assert.Single(Read((key, value)).Problems);
        if (words is null)
            Assert.Equal("settings: MissionControl:SignIn:Provider:Roles:Administrator: must share no value with another role; found 'mission-admins', which makes a Viewer already; leave it with one of the two", problem.ToString());
        else
            Assert.Equal($"settings: {Prefix}{key}: {words}", problem.ToString());
    }

    [Theory]
    [InlineData("", "x", null, true, "Provider:RoleField: must name the field")]
    [InlineData("groups", null, null, true, "Provider:Roles: must say what the values")]
    [InlineData("", null, null, true, "Provider:DefaultRole: must be set where there is no RoleField")]
    [InlineData("", null, "Viewer", true, null)]
    [InlineData("", null, "Viewer", false, "Provider:Roles:Administrator: must be set where LocalSignIn is false")]
    [InlineData("groups", "x", null, false, null)]
    public void Whoever_comes_has_a_role_and_somebody_can_administer(string roleField, string? administrators, string? usual, bool local, string? starts)
    {
        var reading = Read(("Provider:RoleField", roleField), ("Provider:Roles:Administrator", administrators), ("Provider:DefaultRole", usual), ("LocalSignIn", local ? "true" : "false"));
        if (starts is null)
            Assert.Empty(reading.Problems);
        else
            Assert.Contains(reading.Problems, problem => problem.ToString().StartsWith($"settings: {Prefix}{starts}", StringComparison.Ordinal));
    }

    [Fact]
    public void Local_sign_in_cannot_be_switched_off_where_there_is_no_other()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create<string, string?>(Prefix + "LocalSignIn", "false")]).Build();
        Assert.Equal(
            "settings: MissionControl:SignIn:LocalSignIn: can be false only where there is single sign-on; found no SignIn:Provider; set that section (docs/single-sign-on.md), or remove this setting",
            Assert.Single(MissionSettings.Read(configuration, _folder.Path).Problems).ToString());
    }

    private SettingsReading Read(params (string Key, string? Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["Provider:Name"] = "Unicorn ID", ["Provider:AuthorizationEndpoint"] = "https://id.example.org/authorize", ["Provider:TokenEndpoint"] = "https://id.example.org/token", ["Provider:UserInfoEndpoint"] = "https://id.example.org/me",
            ["Provider:ClientId"] = "mission", ["Provider:ClientSecret"] = "${file:secret}", ["Provider:RoleField"] = "groups", ["Provider:Roles:Administrator"] = "mission-admins",
        };
        foreach (var (key, value) in settings)
            all[key] = value;
        return MissionSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(all.Select(static setting => KeyValuePair.Create(Prefix + setting.Key, setting.Value))).Build(), _folder.Path);
    }
}
