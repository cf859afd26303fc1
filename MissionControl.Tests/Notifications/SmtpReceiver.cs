using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MissionControl.Core.Catalog;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Notifications;

/// <summary>A mail server on 127.0.0.1 that keeps what it takes, speaks STARTTLS, TLS or plain, and refuses when told to.</summary>
internal sealed class SmtpReceiver : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly TemporaryFolder _folder = new();
    private readonly X509Certificate2 _certificate = Certificate();
    private readonly MailTls _tls;
    private readonly Task _loop;

    public SmtpReceiver(MailTls tls)
    {
        _tls = tls;
        File.WriteAllText(_folder["ca.pem"], _certificate.ExportCertificatePem());
        _listener.Start();
        _loop = AcceptAsync();
    }

    public ConcurrentQueue<Mail> Taken { get; } = [];

    /// <summary>What to answer instead, once each: the beginning of a command (or <c>.</c> for the text) and the answer.</summary>
    public ConcurrentQueue<(string Command, string Answer)> Refusals { get; } = [];

    public ConcurrentQueue<string> Heard { get; } = [];

    /// <summary>At a command that begins so it hangs up, each time.</summary>
    public string? Chokes { get; set; }

    public bool OffersStarttls { get; set; } = true;

    public MailServer Server => new("127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port, _tls, "mission@example.org") { CaFile = _tls == MailTls.None ? null : _folder["ca.pem"] };

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _certificate.Dispose();
        _folder.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            _ = TalkAsync(await _listener.AcceptTcpClientAsync(_end.Token));
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await TalkAsync(client.GetStream());
            }
            catch (Exception gone) when (gone is IOException or System.Security.Authentication.AuthenticationException or OperationCanceledException)
            {
                // The caller went away.
            }
        }
    }

    private async Task TalkAsync(Stream stream)
    {
        if (_tls == MailTls.Implicit)
            stream = await EncryptAsync(stream);
        var reader = new StreamReader(stream, Encoding.UTF8);
        await WriteAsync(stream, "220 test ready");
        var recipients = new List<string>();
        while (await reader.ReadLineAsync(_end.Token) is { } line)
        {
            Heard.Enqueue(line);
            if (Chokes is { } bad && line.StartsWith(bad, StringComparison.Ordinal))
                return;
            if (Refusals.TryPeek(out var refusal) && line.StartsWith(refusal.Command, StringComparison.Ordinal))
            {
                Refusals.TryDequeue(out _);
                await WriteAsync(stream, refusal.Answer);
            }
            else if (line == "STARTTLS")
            {
                await WriteAsync(stream, "220 go ahead");
                stream = await EncryptAsync(stream);
                reader = new StreamReader(stream, Encoding.UTF8);
            }
            else if (line == "DATA")
            {
                await WriteAsync(stream, "354 go ahead");
                await TakeAsync(stream, reader, recipients);
            }
            else
            {
                if (line.StartsWith("RCPT", StringComparison.Ordinal))
                    recipients.Add(line[9..^1]);
                await WriteAsync(stream, line.StartsWith("EHLO", StringComparison.Ordinal) ? $"250-test\r\n250-SIZE 1000000\r\n{(_tls == MailTls.Starttls && OffersStarttls && stream is not SslStream ? "250-STARTTLS\r\n" : "")}250 AUTH LOGIN PLAIN" : "250 fine");
            }
        }
    }

    private async Task TakeAsync(Stream stream, StreamReader reader, List<string> recipients)
    {
        var lines = new List<string>();
        while (await reader.ReadLineAsync(_end.Token) is { } line && line != ".")
            lines.Add(line.StartsWith('.') ? line[1..] : line);
        if (Refusals.TryPeek(out var refusal) && refusal.Command == ".")
        {
            Refusals.TryDequeue(out _);
            await WriteAsync(stream, refusal.Answer);
            return;
        }

        Taken.Enqueue(new([.. recipients], string.Join("\r\n", lines), stream is SslStream));
        await WriteAsync(stream, "250 taken");
    }

    private Task WriteAsync(Stream stream, string line) => stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"), _end.Token).AsTask();

    private async Task<Stream> EncryptAsync(Stream stream)
    {
        var encrypted = new SslStream(stream);
        await encrypted.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _end.Token);
        return encrypted;
    }

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var made = request.CreateSelfSigned(In(-1), In(400));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);

        static DateTimeOffset In(int days) => TimeProvider.System.GetUtcNow().AddDays(days);
    }
}

internal sealed record Mail(string[] To, string Text, bool WasEncrypted)
{
    public string Header(string name) => Text.Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n").First(line => line.StartsWith(name + ": ", StringComparison.Ordinal))[(name.Length + 2)..];

    /// <summary>The parts as text, decoded.</summary>
    public string[] Parts() => [.. Text.Split("Content-Transfer-Encoding: base64\r\n\r\n").Skip(1).Select(static part => Encoding.UTF8.GetString(Convert.FromBase64String(part[..part.IndexOf("--part", StringComparison.Ordinal)])))];
}
