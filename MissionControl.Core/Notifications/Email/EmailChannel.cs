using System.Net.Sockets;
using System.Security.Authentication;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Catalog;
using MissionControl.Core.Sources;

namespace MissionControl.Core.Notifications.Email;

/// <summary>Hands a letter to the mail server: taken or not is what it says; 4xx is tried again, 5xx is not.</summary>
internal sealed class EmailChannel(EmailDestinationDefinition definition, TimeProvider clock) : IChannel
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Redactor _redactor = new([definition.Server.Password]);

    // Each is a conversation of its own.
    public int AtOnce => 4;

    public async Task<Delivery> DeliverAsync(DueLetter due, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> to = due.Letter.Addressee is { } person ? [person] : definition.To;
        if (to.Count == 0)
            return Delivery.Never("Nobody is on duty, and the destination names no address");
        using var deadline = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await using var session = await SmtpSession.OpenAsync(definition.Server, either.Token);
            var delivery = await HandOverAsync(session, due.Letter, to, either.Token);
            return delivery with { Words = _redactor.Redact(delivery.Words) };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Delivery.Later($"The mail server takes longer than {Patience.TotalSeconds:0} s");
        }
        catch (SmtpProblemException problem)
        {
            return Delivery.Later(_redactor.Redact(problem.Message));
        }
        catch (AuthenticationException)
        {
            return Delivery.Later("The mail server's certificate is not trusted");
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            return Delivery.Later("The mail server does not answer, or the connection broke");
        }
    }

    private async Task<Delivery> HandOverAsync(SmtpSession session, Letter letter, IReadOnlyList<string> to, CancellationToken cancellationToken)
    {
        var sender = await session.SayAsync($"MAIL FROM:<{definition.Server.From}>", cancellationToken);
        if (!sender.IsGood)
            return Refused(sender, "refuses our address");
        var refused = new List<string>();
        foreach (var address in to)
        {
            var recipient = await session.SayAsync($"RCPT TO:<{address}>", cancellationToken);
            if (recipient is { IsGood: false, IsFinal: false })
                return Refused(recipient, $"does not take mail for {address} now");
            if (!recipient.IsGood)
                refused.Add($"{address} ({recipient.Words})");
        }

        if (refused.Count == to.Count)
            return Delivery.Never($"The mail server refuses {string.Join(", ", refused)}");
        var data = await session.SayAsync("DATA", cancellationToken);
        if (!data.IsGood)
            return Refused(data, "refuses the message");
        var taken = await session.SendTextAsync(MimeText.Of(letter, definition.Server.From, to, clock.GetUtcNow()), cancellationToken);
        if (!taken.IsGood)
            return Refused(taken, "refuses the message");
        // It is taken; that the goodbye goes wrong changes nothing, so it is left out.
        return new(DeliveryResult.Sent, refused.Count == 0 ? "" : $"Not to {string.Join(", ", refused)}");
    }

    private static Delivery Refused(SmtpReply reply, string words)
    {
        var said = $"The mail server {words}: {reply.Words}";
        return reply.IsFinal ? Delivery.Never(said) : Delivery.Later(said);
    }
}
