using System.Collections.Immutable;
using MissionControl.Core.Catalog.Keys;
using MissionControl.Core.Catalog.Sections.Sources;

namespace MissionControl.Core.Catalog.Sections.Telling;

/// <summary>The kinds of destinations, each known by the key its settings stand under.</summary>
internal static class DestinationKeys
{
    private const int MostAddresses = 50;

    private static readonly Key<string> Token = Key.Required("token", SecretShape.Header, "The bot's token (xoxb-…) with the right chat:write: ${env:NAME} or ${file:PATH}.");
    private static readonly Key<string> Channel = Key.Required("channel", TextShape.Line(100), "Its id, for example C024BE91L, or its name. The bot must be a member.");
    private static readonly Key<string> SigningSecret = Key.Optional("signingSecret", SecretShape.Anything, "The app's signing secret; with it messages have buttons: ${env:NAME} or ${file:PATH}.");
    private static readonly Key<Uri> SlackUrl = Key.Optional("url", new SecureUrlShape("https://slack.com/api/"), "Where Slack's API is (default https://slack.com/api/).");

    private static readonly Key<Uri> HookUrl = Key.Required("url", new SecureUrlShape("https://hooks.slack.com/services/"), "The incoming webhook's address, which is a secret: ${env:NAME} or ${file:PATH}.");

    private static readonly Key<ImmutableArray<string>> To = Key.Optional("to", new SetShape<string>("e-mail addresses", new EmailShape()), "Who gets it; may be empty when every route to it names a rota.");

    private static readonly Key<Uri> WebhookUrl = Key.Required("url", new SecureUrlShape("https://hooks.example.org/alerts"), "Where the JSON is posted to; may hold ${env:NAME} or ${file:PATH}.");
    private static readonly Key<string> Secret = Key.Required("secret", SecretShape.Anything, "Signs what is sent: ${env:NAME} or ${file:PATH}.");
    private static readonly Key<bool> Internal = Key.Optional("internal", new SwitchShape(), "true: the host may lie in your own networks (default false: public addresses only).");

    public static readonly ImmutableArray<Key<DestinationMaker>> All =
    [
        Key.Optional("slack", new ObjectShape<DestinationMaker>("a Slack channel", [Token, Channel, SigningSecret, SlackUrl], Slack), "A channel of Slack, written to by a bot: one message per group, edited as it evolves."),
        Key.Optional("slackWebhook", new ObjectShape<DestinationMaker>("an incoming webhook of Slack", [HookUrl, Internal], SlackHook), "An incoming webhook of Slack: no message can be edited, so one when it begins, one when it is worse, one all-clear; no buttons."),
        Key.Optional("email", new ObjectShape<DestinationMaker>("an e-mail destination", [To], Email), "E-mail; needs mail: with the server."),
        Key.Optional("webhook", new ObjectShape<DestinationMaker>("a webhook", [WebhookUrl, Secret, Internal], Webhook), "Signed JSON for a machine."),
    ];

    private static DestinationMaker Slack(Fields fields)
    {
        var url = fields.Get(SlackUrl, SlackDestinationDefinition.UsualUrl);
        if (url.Query.Length > 0)
            fields.Problem(SlackUrl, "this address must not hold a '?' part");
        return new((id, _) => new SlackDestinationDefinition(id)
        {
            Token = fields.Get(Token, ""),
            Channel = fields.Get(Channel, ""),
            SigningSecret = fields.Find(SigningSecret),
            Url = url.AbsolutePath.EndsWith('/') ? url : new Uri(url.AbsoluteUri + "/"),
        });
    }

    private static DestinationMaker SlackHook(Fields fields) => new((id, _) => fields.Find(HookUrl) is not { } url ? null : new SlackHookDefinition(id)
    {
        Url = url,
        IsInternal = fields.Get(Internal, false),
    });

    private static DestinationMaker Email(Fields fields)
    {
        var to = fields.Get(To, []);
        if (to.Length > MostAddresses)
            fields.Problem(To, $"these are {to.Length} addresses; {MostAddresses} is the most (use a mailing list)");
        return new((id, server) => server is null ? null : new EmailDestinationDefinition(id, server) { To = to }) { NeedsServer = true };
    }

    private static DestinationMaker Webhook(Fields fields) => new((id, _) => fields.Find(WebhookUrl) is not { } url ? null : new WebhookDestinationDefinition(id)
    {
        Url = url,
        Secret = fields.Get(Secret, ""),
        IsInternal = fields.Get(Internal, false),
    });
}

/// <summary>Makes a destination once its id and the mail server are known, which may stand in another file.</summary>
internal sealed class DestinationMaker(Func<string, MailServer?, DestinationDefinition?> make)
{
    public bool NeedsServer { get; init; }

    public DestinationDefinition? Make(string id, MailServer? server) => make(id, server);
}
