using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using MissionControl.Core.Catalog;
using MissionControl.Core.StatusPage.Followers;

namespace MissionControl.Core.Notifications.Email;

/// <summary>Mails to followers of the public page, over the mail server of the running catalog. Thread-safe.</summary>
internal sealed class FollowerPost(ICatalog catalog, TimeProvider clock) : IFollowerPost
{
    public bool IsSetUp => catalog.Current.Loaded?.Mail is not null;

    public IMailRun Begin() => new Run(catalog.Current.Loaded?.Mail, clock);

    private sealed class Run(MailServer? server, TimeProvider clock) : IMailRun
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

        /// <summary>Servers close lines that carry too much; a new one costs little.</summary>
        private const int MostOverOneLine = 100;

        private SmtpSession? _session;
        private int _carried;

        public async Task<MailAnswer> SendAsync(FollowerMail mail)
        {
            if (server is null)
                return new(MailResult.Down, "The catalog names no mail server");
            using var deadline = new CancellationTokenSource(Patience, clock);
            try
            {
                return await TrySendAsync(server, mail, deadline.Token);
            }
            catch (OperationCanceledException)
            {
                return await DownAsync($"The mail server takes longer than {Patience.TotalSeconds:0} s");
            }
            catch (SmtpProblemException problem)
            {
                return await DownAsync(server.Password is { Length: > 0 } password ? problem.Message.Replace(password, "…", StringComparison.Ordinal) : problem.Message);
            }
            catch (AuthenticationException)
            {
                return await DownAsync("The mail server's certificate is not trusted");
            }
            catch (Exception exception) when (exception is IOException or SocketException)
            {
                return await DownAsync("The mail server does not answer, or the connection broke");
            }
        }

        public ValueTask DisposeAsync() => CloseAsync();

        private async Task<MailAnswer> TrySendAsync(MailServer to, FollowerMail mail, CancellationToken cancellationToken)
        {
            var from = mail.From ?? to.From;
            if (await GreetAsync(to, from, cancellationToken) is { IsGood: false } sender)
                return await DownAsync("It refuses our address: " + Code(sender));
            if (await _session!.SayAsync($"RCPT TO:<{mail.To}>", cancellationToken) is { IsGood: false } recipient)
                return await NotTakenAsync(recipient, IsPolicy(recipient) ? MailResult.NotNow : MailResult.Refused, cancellationToken);
            if (await _session.SayAsync("DATA", cancellationToken) is { IsGood: false } data)
                return await NotTakenAsync(data, MailResult.Unwanted, cancellationToken);
            var draft = new MimeDraft(mail.Id, mail.Thread, mail.FromName, mail.Subject, mail.Text, mail.Html) { Stop = mail.Stop };
            var taken = await _session.SendTextAsync(MimeText.Of(draft, from, [mail.To], clock.GetUtcNow()), cancellationToken);
            return taken.IsGood ? new(MailResult.Sent, "") : await NotTakenAsync(taken, MailResult.Unwanted, cancellationToken);
        }

        /// <summary>Says who sends, on the line there is. It may have been closed since the last mail; then, and only then, another is opened.</summary>
        private async Task<SmtpReply> GreetAsync(MailServer to, string from, CancellationToken cancellationToken)
        {
            if (_carried >= MostOverOneLine)
                await CloseAsync();
            if (_session is not null)
            {
                try
                {
                    _carried++;
                    return await _session.SayAsync($"MAIL FROM:<{from}>", cancellationToken);
                }
                catch (IOException)
                {
                    await CloseAsync();
                }
            }

            (_session, _carried) = (await SmtpSession.OpenAsync(to, cancellationToken), 1);
            return await _session.SayAsync($"MAIL FROM:<{from}>", cancellationToken);
        }

        // RFC 3463: X.7.x is about who may send and what, not about whether there is such an address.
        private static bool IsPolicy(SmtpReply reply) => reply.Lines is [var line, ..] && line.StartsWith("5.7.", StringComparison.Ordinal);

        /// <param name="final">What it means when it will say the same another time.</param>
        private async Task<MailAnswer> NotTakenAsync(SmtpReply reply, MailResult final, CancellationToken cancellationToken)
        {
            // 421: it hangs up. Otherwise the line is made ready for the next mail.
            if (reply.Code == 421)
                return await DownAsync("It hangs up: " + Code(reply));
            if (await _session!.SayAsync("RSET", cancellationToken) is { IsGood: false })
                await CloseAsync();
            return new(reply.IsFinal ? final : MailResult.NotNow, Code(reply));
        }

        private async Task<MailAnswer> DownAsync(string words)
        {
            await CloseAsync();
            return new(MailResult.Down, words);
        }

        private async ValueTask CloseAsync()
        {
            _carried = 0;
            if (_session is { } session)
                await session.DisposeAsync();
            _session = null;
        }

        // The rest of what servers say repeats the address.
        private static string Code(SmtpReply reply) => reply.Code.ToString(CultureInfo.InvariantCulture);
    }
}
