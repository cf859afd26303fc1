using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Catalog;
using MissionControl.Core.Notifications.Email;
using MissionControl.Tests.Alerts.Telling;

namespace MissionControl.Tests.Notifications;

public sealed class EmailChannelTests
{
    [Theory]
    [InlineData(MailTls.Starttls)]
    [InlineData(MailTls.Implicit)]
    [InlineData(MailTls.None)]
    public async Task A_letter_is_handed_over_encrypted_as_the_catalog_says(MailTls tls)
    {
        await using var server = new SmtpReceiver(tls);
        Assert.Equal(Delivery.Sent(null), await DeliverAsync(server.Server with { User = "mission", Password = "hunter2" }));
        var mail = Assert.Single(server.Taken);
        Assert.Equal(["a@example.org", "b@example.org"], mail.To);
        Assert.Equal(tls != MailTls.None, mail.WasEncrypted);
        Assert.Equal("DiskFull for Responder", mail.Header("Subject"));
        Assert.Contains("AUTH PLAIN AG1pc3Npb24AaHVudGVyMg==", server.Heard);
    }

    [Fact]
    public async Task Whoever_is_on_duty_gets_it_instead()
    {
        await using var server = new SmtpReceiver(MailTls.None);
        await DeliverAsync(server.Server, static letter => letter with { Addressee = "ada@example.org" });
        Assert.Equal(["ada@example.org"], Assert.Single(server.Taken).To);
    }

    [Theory]
    [InlineData("MAIL", "451 later", DeliveryResult.Later, "The mail server refuses our address: 451 later")]
    [InlineData("MAIL", "550 never", DeliveryResult.Never, "The mail server refuses our address: 550 never")]
    [InlineData("RCPT", "450 busy", DeliveryResult.Later, "The mail server does not take mail for a@example.org now: 450 busy")]
    [InlineData("RCPT", "550 nobody", DeliveryResult.Sent, "Not to a@example.org (550 nobody)")]
    [InlineData(".", "452 full", DeliveryResult.Later, "The mail server refuses the message: 452 full")]
    [InlineData(".", "554 spam", DeliveryResult.Never, "The mail server refuses the message: 554 spam")]
    [InlineData("EHLO", "421 closing", DeliveryResult.Later, "The mail server answers our greeting with 421 closing")]
    [InlineData("AUTH", "535 no, hunter2 is wrong", DeliveryResult.Later, "The mail server does not let us sign in: 535 no, ••• is wrong")]
    public async Task What_the_server_refuses_for_now_is_tried_again_and_what_for_good_is_not(string command, string answer, DeliveryResult result, string words)
    {
        await using var server = new SmtpReceiver(MailTls.None);
        server.Refusals.Enqueue((command, answer));
        var delivery = await DeliverAsync(server.Server with { User = "mission", Password = "hunter2" });
        Assert.Equal((result, words), (delivery.Result, delivery.Words));
    }

    [Fact]
    public async Task Without_encryption_nothing_is_sent()
    {
        await using var server = new SmtpReceiver(MailTls.Starttls) { OffersStarttls = false };
        var delivery = await DeliverAsync(server.Server with { User = "mission", Password = "hunter2" });
        Assert.Equal((DeliveryResult.Later, "The mail server offers no encryption (STARTTLS), so nothing was sent"), (delivery.Result, delivery.Words));
        Assert.Equal(["EHLO mission-control"], server.Heard);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_not_trusted()
    {
        await using var server = new SmtpReceiver(MailTls.Starttls);
        var delivery = await DeliverAsync(server.Server with { CaFile = null });
        Assert.Equal((DeliveryResult.Later, "The mail server's certificate is not trusted"), (delivery.Result, delivery.Words));
        Assert.Empty(server.Taken);
    }

    [Fact]
    public async Task Where_nobody_listens_it_is_tried_again()
    {
        var delivery = await DeliverAsync(new MailServer("127.0.0.1", 1, MailTls.None, "mission@example.org"));
        Assert.Equal((DeliveryResult.Later, "The mail server does not answer, or the connection broke"), (delivery.Result, delivery.Words));
    }

    private static Task<Delivery> DeliverAsync(MailServer server) => DeliverAsync(server, static letter => letter);

    private static Task<Delivery> DeliverAsync(MailServer server, Func<Letter, Letter> change) =>
        new EmailChannel(new("mail", server) { To = ["a@example.org", "b@example.org"] }, TimeProvider.System)
            .DeliverAsync(new(change(Groups.Letter(Groups.Open())), null, false), default);
}
