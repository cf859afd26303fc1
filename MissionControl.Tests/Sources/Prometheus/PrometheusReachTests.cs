using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using MissionControl.Core.Bpms.Sampling;
using MissionControl.Core.Catalog;
using MissionControl.Core.Sources.Prometheus;

namespace MissionControl.Tests.Sources.Prometheus;

/// <summary>Whom a source calls, with what, and what it lets out.</summary>
public sealed class PrometheusReachTests : PrometheusTest
{
    [Fact]
    public async Task A_path_in_the_address_is_a_prefix()
    {
        await ReadAsync(Source(Definition with { Url = new Uri(Fake.Url, "/prometheus/eu/") }), ValueOf("x"));
        Assert.Equal("/prometheus/eu/api/v1/query", Assert.Single(Fake.Requests).Path);
    }

    [Fact]
    public async Task Token_and_headers_go_with_every_request()
    {
        var headers = ImmutableDictionary<string, string>.Empty.Add("X-Scope-OrgID", "rentals");
        await ReadAsync(Source(Definition with { Bearer = "s3cret", Headers = headers }), ValueOf("x"));
        var asked = Assert.Single(Fake.Requests);
        Assert.Equal(("Bearer s3cret", "rentals"), (asked.Headers["Authorization"], asked.Headers["X-Scope-OrgID"]));
    }

    [Fact]
    public async Task A_line_end_after_a_secret_read_from_a_file_does_no_harm()
    {
        var headers = ImmutableDictionary<string, string>.Empty.Add("X-Key", "k3y-k3y\n");
        Fake.Answers(500, "application/json", """{"status":"error","errorType":"internal","error":"t0ken-t0ken k3y-k3y"}""");
        var reading = await ReadAsync(Source(Definition with { Bearer = "t0ken-t0ken\r\n", Headers = headers }), ValueOf("x"));
        var asked = Assert.Single(Fake.Requests);
        Assert.Equal(("Bearer t0ken-t0ken", "k3y-k3y"), (asked.Headers["Authorization"], asked.Headers["X-Key"]));
        Assert.Equal("Prometheus is not able to answer: ••• •••", reading.Failure?.Detail);
    }

    [Theory]
    [InlineData("first\nsecond")]
    [InlineData("snow ☃")]
    public async Task A_secret_that_cannot_be_sent_is_a_failure_without_the_secret(string secret)
    {
        var failure = (await ReadAsync(Source(Definition with { Bearer = secret }), ValueOf("x"))).Failure;
        Assert.Equal(new Failure(FailureKind.Auth, "The token, password or a header in the catalog holds characters that cannot be sent."), failure);
        Assert.Empty(Fake.Requests);
    }

    [Fact]
    public async Task Name_and_password_go_with_every_request()
    {
        await ReadAsync(Source(Definition with { BasicUser = "ada", BasicPassword = "pässword" }), ValueOf("x"));
        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("ada:pässword")), Assert.Single(Fake.Requests).Headers["Authorization"]);
    }

    [Theory]
    [InlineData("http://elsewhere.example/secret/path?token=1", "The source redirects to the host 'elsewhere.example', and Mission Control only calls the address in the catalog. Put the final address there.")]
    [InlineData("/login", "The source redirects to another path of the same host, and Mission Control only calls the address in the catalog. Put the final address there.")]
    public async Task A_redirect_is_not_followed(string location, string detail)
    {
        Fake.Script = (_, response) =>
        {
            response.Headers.Location = location;
            return FakePrometheus.Write(response, 302, "text/html", "");
        };
        Assert.Equal(Reading.Of(new Failure(FailureKind.BadAnswer, detail)), await ReadAsync(ValueOf("x")));
        Assert.Single(Fake.Requests);
    }

    [Theory]
    [InlineData("http://elsewhere.example/")]
    [InlineData("https://main.example:9090/")]
    [InlineData("http://main.example:9091/")]
    public async Task Only_the_declared_host_is_ever_called(string address)
    {
        using var handler = new PrometheusHandler(new Uri("http://main.example:9090/prefix"), new HttpClientHandler());
        using var http = new HttpClient(handler);
        await Assert.ThrowsAsync<InvalidOperationException>(() => http.GetAsync(new Uri(address)));
    }

    [Fact]
    public void The_environment_cannot_lead_a_request_elsewhere()
    {
        using var sockets = PrometheusHandler.CreateSockets(Definition);
        Assert.Equal((false, false, false), (sockets.UseProxy, sockets.UseCookies, sockets.AllowAutoRedirect));
    }

    [Fact]
    public async Task No_secret_is_repeated_by_a_failure_or_a_log_line()
    {
        var definition = Definition with
        {
            Bearer = "t0ken-t0ken",
            BasicUser = "ada",
            BasicPassword = "pa55 word",
            Headers = ImmutableDictionary<string, string>.Empty.Add("X-Key", "k3y-k3y"),
        };
        Fake.Answers(500, "application/json", """{"status":"error","errorType":"internal","error":"told t0ken-t0ken, pa55 word, pa55%20word, k3y-k3y and http://me:you@host/ YWRhOnBhNTUgd29yZA=="}""");
        var source = Source(definition);
        for (var failure = 0; failure < 6; failure++)
        {
            var detail = (await ReadAsync(source, ValueOf("x"))).Failure!.Detail;
            Assert.EndsWith("Prometheus is not able to answer: told •••, •••, •••, ••• and http://host/ •••", detail, StringComparison.Ordinal);
        }

        Assert.EndsWith("told •••, •••, •••, ••• and http://host/ •••", Assert.Single(Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unusable_file_of_authorities_is_said_with_every_answer()
    {
        var reading = await ReadAsync(Source(Definition with { CaFile = "missing.pem" }), ValueOf("x"));
        Assert.Equal(FailureKind.Unreachable, reading.Failure?.Kind);
        Assert.StartsWith("The file of certificate authorities 'missing.pem' cannot be used:", reading.Failure!.Detail, StringComparison.Ordinal);
        Assert.Empty(Fake.Requests);
    }

    [Fact]
    public async Task An_authority_of_ones_own_is_trusted_when_its_file_is_named()
    {
        using var certificate = CreateCertificate();
        await using var server = await StartHttpsAsync(certificate);
        var file = Path.Combine(Directory.CreateTempSubdirectory("mission-control-ca-").FullName, "ca.pem");
        await File.WriteAllTextAsync(file, certificate.ExportCertificatePem());
        var definition = new PrometheusSourceDefinition("main") { Url = new Uri(server.Urls.First()) };

        var stranger = (await ReadAsync(Source(definition, TimeProvider.System), ValueOf("x"))).Failure;
        Assert.Equal(FailureKind.Unreachable, stranger?.Kind);
        Assert.StartsWith($"No safe connection to {definition.Url.Authority}:", stranger!.Detail, StringComparison.Ordinal);
        Assert.Equal(1, (await ReadAsync(Source(definition with { CaFile = file }, TimeProvider.System), ValueOf("x"))).Sample?.Value);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    private static async Task<WebApplication> StartHttpsAsync(X509Certificate2 certificate)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        var app = builder.Build();
        app.Run(context => FakePrometheus.Vector(context.Response, 1));
        await app.StartAsync();
        return app;
    }

    private static X509Certificate2 CreateCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddHours(-1), now.AddHours(1));
    }
}
