using Microsoft.AspNetCore.Identity;
using MissionControl.Core.People.Accounts;

namespace MissionControl.Web.Account;

/// <summary>E-mail addresses are kept in lower case, and so looked for.</summary>
internal sealed class AsTyped : ILookupNormalizer
{
    public string? NormalizeName(string? name) => name is null ? null : AccountRules.Email(name);

    public string? NormalizeEmail(string? email) => NormalizeName(email);
}
