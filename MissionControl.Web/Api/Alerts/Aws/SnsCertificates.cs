using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using MissionControl.Core.Alerts.Intakes;

namespace MissionControl.Web.Api.Alerts.Aws;

/// <summary>Whom a certificate must go back to.</summary>
/// <param name="Roots"><see langword="null"/>: whom the system trusts.</param>
internal sealed record SnsTrust(X509Certificate2Collection? Roots);

/// <summary>
/// The certificates SNS signs with: fetched from Amazon's own host of the topic's region, checked up to a trusted root, kept by address.
/// Thread-safe.
/// </summary>
internal sealed partial class SnsCertificates(IAwsFetch fetch, SnsTrust trust, TimeProvider clock) : IDisposable
{
    private const int MostKept = 16;
    private const string Signer = "sns.amazonaws.com";

    // One at a time: whoever sends many different addresses makes us ask slowly.
    private readonly SemaphoreSlim _fetching = new(1);
    private ImmutableDictionary<string, X509Certificate2> _kept = ImmutableDictionary<string, X509Certificate2>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>An address of SNS itself in the region of the topic, and nothing that could lead elsewhere.</summary>
    public static bool IsAmazons(string written, string topicArn, out Uri address)
    {
        var region = topicArn.Split(':') is [_, _, _, var named, ..] ? named : "";
        return Uri.TryCreate(written, UriKind.Absolute, out address!)
            && address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort && address.UserInfo.Length == 0 && address.Fragment.Length == 0
            && Host().Match(address.Host) is { Success: true } host && host.Groups["region"].Value == region;
    }

    public async Task<SnsCertificate> FindAsync(SnsMessage message, CancellationToken cancellationToken)
    {
        if (!IsAmazons(message.SigningCertUrl, message.TopicArn, out var address) || address.Query.Length > 0 || !address.AbsolutePath.EndsWith(".pem", StringComparison.Ordinal))
            return SnsCertificate.Foreign;
        var now = clock.GetUtcNow();
        if (Kept(address, now) is { } kept)
            return new(kept, IsUnreachable: false);
        await _fetching.WaitAsync(cancellationToken);
        try
        {
            if (Kept(address, now) is { } meanwhile)
                return new(meanwhile, IsUnreachable: false);
            if (await fetch.GetAsync(address, cancellationToken) is not { } pem)
                return SnsCertificate.Unreachable;
            if (Check(pem, address.Host, now) is not { } good)
                return SnsCertificate.Foreign;
            // Those let go may be in use still: they are not disposed of here.
            _kept = (_kept.Count < MostKept ? _kept : _kept.Clear()).SetItem(address.AbsoluteUri, good);
            return new(good, IsUnreachable: false);
        }
        finally
        {
            _fetching.Release();
        }
    }

    public void Dispose()
    {
        _fetching.Dispose();
        foreach (var certificate in _kept.Values)
            certificate.Dispose();
    }

    private X509Certificate2? Kept(Uri address, DateTimeOffset now) =>
        Volatile.Read(ref _kept).TryGetValue(address.AbsoluteUri, out var kept) && now.UtcDateTime < kept.NotAfter.ToUniversalTime() ? kept : null;

    private X509Certificate2? Check(ImmutableArray<byte> pem, string host, DateTimeOffset now)
    {
        var all = new X509Certificate2Collection();
        try
        {
            all.ImportFromPem(Encoding.ASCII.GetString(pem.AsSpan()));
        }
        catch (CryptographicException)
        {
            return null;
        }

        if (all.Count == 0 || !(all[0].MatchesHostname(Signer) || all[0].MatchesHostname(host)))
            return null;
        using var chain = new X509Chain();
        var policy = chain.ChainPolicy;
        // Amazon serves the certificate from its own host over https: revoking it is no longer serving it.
        policy.RevocationMode = X509RevocationMode.NoCheck;
        policy.UrlRetrievalTimeout = TimeSpan.FromSeconds(5);
        policy.VerificationTime = now.LocalDateTime;
        policy.ExtraStore.AddRange(all);
        if (trust.Roots is { } roots)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(roots);
            policy.DisableCertificateDownloads = true;
        }

        return chain.Build(all[0]) ? all[0] : null;
    }

    [GeneratedRegex(@"^sns\.(?<region>[a-z0-9-]{1,32})\.amazonaws\.com(\.cn)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Host();
}

/// <param name="Certificate"><see langword="null"/> when there is none that can be trusted.</param>
/// <param name="IsUnreachable">It could not be fetched, which may be better later.</param>
internal sealed record SnsCertificate(X509Certificate2? Certificate, bool IsUnreachable)
{
    public static readonly SnsCertificate Foreign = new(null, IsUnreachable: false);
    public static readonly SnsCertificate Unreachable = new(null, IsUnreachable: true);

    public bool HasSigned(SnsMessage message)
    {
        // Version 1 is SHA-1: old, but the usual setting of topics; what it signs is short and made by Amazon.
        HashAlgorithmName? hash = message.SignatureVersion switch
        {
            "1" => HashAlgorithmName.SHA1,
            "2" => HashAlgorithmName.SHA256,
            _ => null,
        };
        var signature = new byte[1024];
        if (hash is not { } algorithm || !Convert.TryFromBase64String(message.Signature, signature, out var length))
            return false;
        using var key = Certificate?.GetRSAPublicKey();
        return key?.VerifyData(message.Signed(), signature.AsSpan(0, length), algorithm, RSASignaturePadding.Pkcs1) is true;
    }
}
