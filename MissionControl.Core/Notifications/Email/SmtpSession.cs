using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MissionControl.Core.Catalog;

namespace MissionControl.Core.Notifications.Email;

/// <summary>
/// A conversation with a mail server (RFC 5321, STARTTLS of RFC 3207, AUTH of RFC 4954). Our own, since System.Net.Mail knows no TLS from the first
/// byte, no authority of one's own and no reply codes before DATA, and cannot be cancelled; MailKit is not on the feed.
/// </summary>
internal sealed class SmtpSession : IAsyncDisposable
{
    private const int LongestLine = 2048;
    private const int MostLines = 100;

    private readonly byte[] _buffer = new byte[4096];
    private readonly MailServer _server;
    private readonly Socket _socket;
    private Stream _stream;
    private int _start;
    private int _end;

    private SmtpSession(MailServer server, Socket socket) => (_server, _socket, _stream) = (server, socket, new NetworkStream(socket, ownsSocket: true));

    /// <summary>Connected, greeted, encrypted and signed in as the catalog says.</summary>
    /// <exception cref="SmtpProblemException">The server does not take part.</exception>
    /// <exception cref="IOException">The connection broke. Also <see cref="SocketException"/> and <see cref="System.Security.Authentication.AuthenticationException"/>.</exception>
    public static async Task<SmtpSession> OpenAsync(MailServer server, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var session = new SmtpSession(server, await ConnectAsync(socket, server, cancellationToken));
        try
        {
            await session.BeginAsync(cancellationToken);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    public Task<SmtpReply> SayAsync(string line, CancellationToken cancellationToken) => SayAsync(Encoding.UTF8.GetBytes(line + "\r\n"), cancellationToken);

    /// <summary>After DATA: the text with its end, dots at the beginning of lines doubled.</summary>
    public Task<SmtpReply> SendTextAsync(string text, CancellationToken cancellationToken)
    {
        var stuffed = text.StartsWith('.') ? "." + text : text;
        return SayAsync(Encoding.UTF8.GetBytes(stuffed.Replace("\r\n.", "\r\n..", StringComparison.Ordinal) + ".\r\n"), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _socket.Dispose();
    }

    private static async Task<Socket> ConnectAsync(Socket socket, MailServer server, CancellationToken cancellationToken)
    {
        try
        {
            await socket.ConnectAsync(server.Host, server.Port, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        if (_server.Tls == MailTls.Implicit)
            await EncryptAsync(cancellationToken);
        Expect(await ReadReplyAsync(cancellationToken), "greets us with");
        var offers = Expect(await SayAsync("EHLO mission-control", cancellationToken), "answers our greeting with");
        if (_server.Tls == MailTls.Starttls)
        {
            if (!offers.Offers("STARTTLS"))
                throw new SmtpProblemException("The mail server offers no encryption (STARTTLS), so nothing was sent");
            Expect(await SayAsync("STARTTLS", cancellationToken), "does not begin to encrypt:");
            // What was said in the clear before the encryption began was said by somebody else.
            if (_start != _end)
                throw new SmtpProblemException("The mail server spoke out of turn before the encryption began");
            await EncryptAsync(cancellationToken);
            offers = Expect(await SayAsync("EHLO mission-control", cancellationToken), "answers our greeting with");
        }

        if (_server is { User: { } user, Password: { } password })
            await SignInAsync(offers, user, password, cancellationToken);
    }

    private async Task SignInAsync(SmtpReply offers, string user, string password, CancellationToken cancellationToken)
    {
        if (offers.SignsInBy("PLAIN") || !offers.SignsInBy("LOGIN"))
        {
            Expect(await SayAsync($"AUTH PLAIN {Base64($"\0{user}\0{password}")}", cancellationToken), "does not let us sign in:");
            return;
        }

        Expect(await SayAsync("AUTH LOGIN", cancellationToken), "does not let us sign in:");
        Expect(await SayAsync(Base64(user), cancellationToken), "does not let us sign in:");
        Expect(await SayAsync(Base64(password), cancellationToken), "does not let us sign in:");
    }

    private async Task EncryptAsync(CancellationToken cancellationToken)
    {
        var encrypted = new SslStream(_stream);
        _stream = encrypted;
        await encrypted.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = _server.Host, CertificateChainPolicy = _server.CaFile is { } file ? Trusting(file) : null },
            cancellationToken);
    }

    private static X509ChainPolicy Trusting(string file)
    {
        // Own authorities seldom publish revocation lists, and the lists' hosts are not named in the catalog.
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(file);
        return policy;
    }

    private async Task<SmtpReply> SayAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(bytes, cancellationToken);
        await _stream.FlushAsync(cancellationToken);
        return await ReadReplyAsync(cancellationToken);
    }

    private async Task<SmtpReply> ReadReplyAsync(CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        while (lines.Count < MostLines)
        {
            var line = await ReadLineAsync(cancellationToken);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), out var code))
                throw new SmtpProblemException("What answers there is no mail server");
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] != '-')
                return new(code, lines);
        }

        throw new SmtpProblemException("The mail server answers without end");
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_start == _end)
            {
                (_start, _end) = (0, await _stream.ReadAsync(_buffer, cancellationToken));
                if (_end == 0)
                    throw new IOException("The mail server ended the conversation.");
            }

            var letter = (char)_buffer[_start++];
            if (letter == '\n')
                return line.ToString();
            if (letter != '\r')
                line.Append(letter);
            if (line.Length > LongestLine)
                throw new SmtpProblemException("The mail server answers without end");
        }
    }

    private static SmtpReply Expect(SmtpReply reply, string words) =>
        reply.IsGood ? reply : throw new SmtpProblemException($"The mail server {words} {reply.Words}");

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}

/// <summary>A mail server that does not take part; the message is for people.</summary>
internal sealed class SmtpProblemException : Exception
{
    public SmtpProblemException()
    {
    }

    public SmtpProblemException(string message)
        : base(message)
    {
    }

    public SmtpProblemException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
