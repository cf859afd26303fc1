using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using MissionControl.Core.StatusPage.Followers;

namespace MissionControl.Web.StatusPage.Followers;

/// <summary>Secrets of links in mails, encrypted with the keys that also hold second factors.</summary>
internal sealed class FollowVault(IDataProtectionProvider protection) : IFollowVault
{
    private readonly IDataProtector _keys = protection.CreateProtector("MissionControl.Followers");

    public byte[] Close(string secret) => _keys.Protect(Encoding.UTF8.GetBytes(secret));

    public string? Open(byte[] closed)
    {
        try
        {
            return Encoding.UTF8.GetString(_keys.Unprotect(closed));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
