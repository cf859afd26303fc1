using System.Collections.Frozen;
using System.Collections.Immutable;
using MissionControl.Core.People;
using MissionControl.Web.Hosting;

namespace MissionControl.Web.Account.SingleSignOn;

/// <summary>The identity provider, as <c>MissionControl:SignIn:Provider</c> says; docs/single-sign-on.md describes each.</summary>
public sealed record ProviderSettings
{
    internal const string Section = "SignIn:Provider";

    /// <summary>On the button.</summary>
    public required string Name { get; init; }

    public required Uri AuthorizationEndpoint { get; init; }

    public required Uri TokenEndpoint { get; init; }

    public required Uri UserInfoEndpoint { get; init; }

    public required string ClientId { get; init; }

    /// <summary>A secret, with its reference filled in.</summary>
    public required string ClientSecret { get; init; }

    public required ImmutableArray<string> Scopes { get; init; }

    /// <summary>Where browsers find us; <see langword="null"/>: where the request at hand says it came to.</summary>
    public required Uri? PublicAddress { get; init; }

    /// <summary>Which fields of the userinfo say what.</summary>
    public required ProviderFields Fields { get; init; }

    /// <summary>What the values of <see cref="ProviderFields.Role"/> make of somebody; capitals matter.</summary>
    public required FrozenDictionary<string, Role> Roles { get; init; }

    /// <summary>For whoever no value makes anything of; <see langword="null"/>: they are refused.</summary>
    public required Role? DefaultRole { get; init; }

    /// <summary>May somebody whose address the provider has verified be the local person with that address?</summary>
    public required bool LinkVerifiedEmail { get; init; }

    /// <summary>Does the provider decide what people may? Else administrators do.</summary>
    public bool SetsRoles => Fields.Role is not null;

    internal static ProviderSettings? Read(SettingsReader reader, bool localSignIn)
    {
        var before = reader.Problems.Count;
        var fields = new ProviderFields(
            reader.Text(Key("SubjectField")) ?? "sub", reader.Text(Key("EmailField")) ?? "email", reader.Text(Key("EmailVerifiedField")) ?? "email_verified",
            reader.Text(Key("NameField")) ?? "name", reader.Text(Key("RoleField")));
        var settings = new ProviderSettings
        {
            Name = reader.Required(Key("Name"), "as people know it, such as Company account"),
            AuthorizationEndpoint = Endpoint(reader, "AuthorizationEndpoint"),
            TokenEndpoint = Endpoint(reader, "TokenEndpoint"),
            UserInfoEndpoint = Endpoint(reader, "UserInfoEndpoint"),
            ClientId = reader.Required(Key("ClientId"), "as the provider gave it"),
            ClientSecret = reader.RequiredSecret(Key("ClientSecret")),
            Scopes = [.. (reader.Text(Key("Scopes")) ?? "openid profile email").Split(' ', StringSplitOptions.RemoveEmptyEntries)],
            PublicAddress = reader.Address(Key("PublicAddress")),
            Fields = fields,
            Roles = ReadRoles(reader),
            DefaultRole = reader.Choice<Role>(Key("DefaultRole")),
            LinkVerifiedEmail = reader.Flag(Key("LinkVerifiedEmail")),
        };
        CheckRoles(reader, settings, localSignIn);
        return reader.Problems.Count == before ? settings : null;
    }

    private static string Key(string name) => $"{Section}:{name}";

    private static Uri Endpoint(SettingsReader reader, string name)
    {
        var before = reader.Problems.Count;
        if (reader.Address(Key(name)) is { } address)
            return address;
        if (reader.Problems.Count == before)
            reader.Refuse(Key(name), "must be set", "nothing", "take it from the provider's documents (docs/single-sign-on.md)");
        return new Uri("https://invalid.invalid/");
    }

    private static FrozenDictionary<string, Role> ReadRoles(SettingsReader reader)
    {
        var roles = new Dictionary<string, Role>(StringComparer.Ordinal);
        foreach (var role in Enum.GetValues<Role>())
            foreach (var value in reader.List(Key($"Roles:{role}")))
                if (!roles.TryAdd(value, role) && roles[value] != role)
                    reader.Refuse(Key($"Roles:{role}"), "must share no value with another role", $"'{value}', which makes a {roles[value]} already", "leave it with one of the two");
        return roles.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static void CheckRoles(SettingsReader reader, ProviderSettings settings, bool localSignIn)
    {
        if (settings.DefaultRole is Role.Administrator)
            reader.Refuse(Key("DefaultRole"), "must be Viewer, Responder or Editor", "'Administrator', which everybody would be", "name who is one under Roles:Administrator");
        if (settings.SetsRoles && settings.Roles.Count == 0)
            reader.Refuse(Key("Roles"), "must say what the values of RoleField make of somebody", "no value for any role", "set Roles:Administrator and the others, or remove RoleField");
        if (!settings.SetsRoles && settings.Roles.Count > 0)
            reader.Refuse(Key("RoleField"), "must name the field in which the values of Roles stand", "nothing", "set it, or remove Roles");
        if (!settings.SetsRoles && settings.DefaultRole is null)
            reader.Refuse(Key("DefaultRole"), "must be set where there is no RoleField", "nothing", "set it to what new people may, or set RoleField and Roles");
        if (!localSignIn && !settings.Roles.Values.Contains(Role.Administrator))
            reader.Refuse(Key("Roles:Administrator"), "must be set where LocalSignIn is false, or nobody could ever administer", "nothing", "name a value that makes administrators, or allow local sign-in");
    }
}

/// <summary>Which fields of the userinfo say what. A dot leads into an object: <c>realm_access.roles</c>.</summary>
/// <param name="Subject">The provider's id for somebody, that never passes to anybody else.</param>
/// <param name="EmailVerified">True where the provider has checked the address.</param>
/// <param name="Role">A text or a list of texts; <see langword="null"/>: administrators set roles here.</param>
public sealed record ProviderFields(string Subject, string Email, string EmailVerified, string Name, string? Role);
