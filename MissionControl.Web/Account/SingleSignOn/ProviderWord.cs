using System.Collections.Immutable;
using System.Text.Json;
using MissionControl.Core;
using MissionControl.Core.People;
using MissionControl.Core.People.Accounts;

namespace MissionControl.Web.Account.SingleSignOn;

/// <summary>What the provider says of somebody.</summary>
/// <param name="Subject">Its id for them.</param>
/// <param name="Email">In lower case.</param>
/// <param name="Roles">Every value of the field of roles.</param>
internal sealed record ProviderWord(string Subject, string Email, bool IsEmailVerified, string Name, ImmutableArray<string> Roles)
{
    /// <summary>From the userinfo; <see langword="null"/> when it says too little to know who they are.</summary>
    public static ProviderWord? Read(JsonElement userInfo, ProviderFields fields)
    {
        var subject = Texts(Find(userInfo, fields.Subject)).FirstOrDefault() ?? "";
        var email = AccountRules.Email(Texts(Find(userInfo, fields.Email)).FirstOrDefault());
        // Who has no name has an address.
        var name = OneLine.Of(Texts(Find(userInfo, fields.Name)).FirstOrDefault(static text => !string.IsNullOrWhiteSpace(text)) ?? email, AccountRules.LongestName);
        return subject.Length is 0 or > ProviderKey.LongestSubject || !AccountRules.CheckPerson(name, email).IsEmpty
            ? null
            : new(subject, email, Texts(Find(userInfo, fields.EmailVerified)).FirstOrDefault() is "true", name, fields.Role is { } role ? [.. Texts(Find(userInfo, role))] : []);
    }

    /// <summary>The highest of what their values make of them; <see langword="null"/>: nothing.</summary>
    public Role? RoleBy(ProviderSettings settings)
    {
        var made = Roles.Where(settings.Roles.ContainsKey).Select(value => settings.Roles[value]).ToArray();
        return made.Length > 0 ? made.Max() : settings.DefaultRole;
    }

    // A field may have a dot in its name (https://example.org/roles), so the whole name comes first.
    private static JsonElement? Find(JsonElement within, string path)
    {
        if (within.ValueKind != JsonValueKind.Object)
            return null;
        if (within.TryGetProperty(path, out var whole))
            return whole;
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && within.TryGetProperty(path[..dot], out var part) ? Find(part, path[(dot + 1)..]) : null;
    }

    private static IEnumerable<string> Texts(JsonElement? found) => found switch
    {
        { ValueKind: JsonValueKind.String } text => [text.GetString()!],
        // Some providers count their people, and some write "true".
        { ValueKind: JsonValueKind.Number or JsonValueKind.True } other => [other.GetRawText()],
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Where(static item => item.ValueKind == JsonValueKind.String).Select(static item => item.GetString()!),
        _ => [],
    };
}
