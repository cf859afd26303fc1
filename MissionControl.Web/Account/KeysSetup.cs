using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using MissionControl.Core.People.Accounts;
using MissionControl.Web.Hosting;

namespace MissionControl.Web.Account;

/// <summary>
/// What cookies, forms and second factors are encrypted with: keys in the database, so that they outlive a restart, and all replicas share them.
/// </summary>
internal static class KeysSetup
{
    /// <param name="folder">Where keys lay before there was a table for them.</param>
    public static void AddKeys(this IServiceCollection services, KeyCertificate? certificate, string folder)
    {
        var protection = services.AddDataProtection().SetApplicationName("MissionControl");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(
            keys => keys.XmlRepository = new KeptKeys(provider.GetRequiredService<IProtectionKeys>(), folder)));
        if (certificate is not null)
            protection.ProtectKeysWithCertificate(certificate.Present).UnprotectKeysWithAnyCertificate([.. certificate.All]);
    }
}
