using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MissionControl.Web.Hosting;

/// <summary>Certificates for the keys of cookies and second factors.</summary>
/// <param name="Present">Encrypts keys from now on.</param>
/// <param name="All">Read keys: the present one and that before it.</param>
public sealed record KeyCertificate(X509Certificate2 Present, ImmutableArray<X509Certificate2> All)
{
    /// <summary><see langword="null"/> when none is set, or it is not right.</summary>
    internal static KeyCertificate? Read(SettingsReader reader)
    {
        var present = Load(reader, "Keys:Certificate", "Keys:Password");
        var old = Load(reader, "Keys:OldCertificate", "Keys:OldPassword");
        return present is null ? null : new(present, old is null ? [present] : [present, old]);
    }

    private static X509Certificate2? Load(SettingsReader reader, string key, string passwordKey)
    {
        var (path, password) = (reader.Path(key), reader.Secret(passwordKey));
        if (path is null)
            return null;
        try
        {
            var certificate = System.IO.Path.GetExtension(path).ToUpperInvariant() is ".PFX" or ".P12"
                ? X509CertificateLoader.LoadPkcs12FromFile(path, password)
                : password is null ? X509Certificate2.CreateFromPemFile(path) : X509Certificate2.CreateFromEncryptedPemFile(path, password);
            if (certificate.HasPrivateKey && certificate.GetRSAPublicKey() is not null)
                return certificate;
            certificate.Dispose();
            reader.Refuse(key, "must be an RSA certificate with its private key", $"'{path}'", "name a .pfx, or a .pem with both in it");
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException)
        {
            // Not the failure's own words: they may quote the file.
            reader.Refuse(key, "must be a certificate that this process can read", $"'{path}', which is none ({failure.GetType().Name})", $"name a .pfx, or a .pem with both in it, and its password in {MissionSettings.Section}:{passwordKey}");
        }

        return null;
    }
}
