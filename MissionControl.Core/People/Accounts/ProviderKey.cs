using System.Security.Cryptography;
using System.Text;

namespace MissionControl.Core.People.Accounts;

/// <summary>
/// Who somebody is at the identity provider, as we keep it: a fingerprint of the provider and its id for them. Never of an e-mail
/// address, which can pass to somebody else. A fingerprint, because databases compare text by rules of their own, with capitals or without.
/// </summary>
public static class ProviderKey
{
    /// <summary>The longest id a provider may have for somebody, as OpenID Connect has it.</summary>
    public const int LongestSubject = 255;

    /// <param name="userInfo">The provider's userinfo address; what stands after <c>?</c> does not matter.</param>
    /// <param name="subject">The provider's id of the person, with its capitals.</param>
    /// <returns>64 hexadecimal digits.</returns>
    public static string Of(Uri userInfo, string subject) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{userInfo.GetLeftPart(UriPartial.Path)}\n{subject}")));
}
