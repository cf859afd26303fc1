using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MissionControl.Core.Catalog;

namespace MissionControl.Core.Sources.Prometheus;

/// <summary>The way out: calls the definition's host and nothing else, whatever an answer or the environment asks for.</summary>
internal sealed class PrometheusHandler(Uri declared, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.RequestUri is { } uri && Uri.Compare(uri, declared, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0
            ? base.SendAsync(request, cancellationToken)
            : throw new InvalidOperationException($"The source of {declared.Authority} may not call {request.RequestUri?.Authority}.");

    /// <exception cref="IOException">The file of certificate authorities cannot be read.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">It is not PEM.</exception>
    public static SocketsHttpHandler CreateSockets(PrometheusSourceDefinition definition)
    {
        var trust = definition.CaFile is { } file ? ReadAuthorities(file) : null;
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip,
            ConnectTimeout = definition.Timeout / 2,
            // So that a changed DNS record is noticed.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust },
        };
    }

    private static X509ChainPolicy ReadAuthorities(string file)
    {
        // Own authorities seldom publish revocation lists, and the lists' hosts are not named in the catalog.
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(file);
        return policy.CustomTrustStore.Count > 0 ? policy : throw new IOException("It holds no certificate.");
    }
}
