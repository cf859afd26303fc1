using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Alerts.Telling.Subscribing;
using MissionControl.Core.Catalog;
using MissionControl.Core.Notifications.Email;
using MissionControl.Core.Notifications.Slack;
using MissionControl.Core.Notifications.Webhook;
using MissionControl.Core.Sources.Outbound;

namespace MissionControl.Core.Notifications;

/// <summary>The channels of the catalog that runs, made anew when it changes. Thread-safe.</summary>
internal sealed class ChannelBook : IChannels, ISlackDesk, IDisposable
{
    private const string SlackHooks = "hooks.slack.com";

    // No answer sends us on: what is signed for one host is none of another's business.
    private static readonly OutboundOptions NoDetours = new() { MostRedirects = 0 };

    private readonly Lock _gate = new();
    private readonly ICatalog _catalog;
    private readonly TimeProvider _clock;
    private readonly GuardedClient _public;
    private readonly GuardedClient _declared;
    private Book _book = new(null, FrozenDictionary<string, IChannel>.Empty, []);

    public ChannelBook(ICatalog catalog, TimeProvider clock)
    {
        (_catalog, _clock) = (catalog, clock);
        _public = new(NoDetours, clock);
        _declared = GuardedClient.ToAnywhere(NoDetours, clock);
    }

    public bool IsReady => _catalog.Current.Loaded is not null;

    public IChannel? Find(string destination)
    {
        var book = Current();
        // People's own letters carry their address; all they need is the server.
        return Subscription.IsPersonal(destination) ? book.Personal : book.Channels.GetValueOrDefault(destination);
    }

    public bool IsSigned(string timestamp, ReadOnlySpan<byte> body, string signature)
    {
        var isSigned = false;
        // All of them, so that the time taken does not tell which.
        foreach (var slack in Current().Slack)
            if (slack.SigningSecret is { } secret)
                isSigned |= CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(SlackSignature.Of(secret, timestamp, body)), Encoding.UTF8.GetBytes(signature));
        return isSigned;
    }

    public async Task AnswerAsync(Uri address, string json, CancellationToken cancellationToken)
    {
        var isOurs = Current().Slack.Any(slack => slack.Url != SlackDestinationDefinition.UsualUrl && slack.Url.Scheme == address.Scheme && slack.Url.Authority == address.Authority);
        if (!isOurs && (address.Scheme != Uri.UriSchemeHttps || address.Authority != SlackHooks))
            return;
        await (isOurs ? _declared : _public).SendAsync(
            address,
            () => new HttpRequestMessage(HttpMethod.Post, default(Uri)) { Content = new StringContent(json, Encoding.UTF8, "application/json") },
            cancellationToken);
    }

    public void Dispose()
    {
        _public.Dispose();
        _declared.Dispose();
    }

    private Book Current()
    {
        var loaded = _catalog.Current.Loaded;
        lock (_gate)
        {
            if (!ReferenceEquals(_book.From, loaded))
                _book = new(
                    loaded,
                    loaded is null ? FrozenDictionary<string, IChannel>.Empty : loaded.Destinations.ToFrozenDictionary(static destination => destination.Id, Make),
                    loaded is null ? [] : [.. loaded.Destinations.OfType<SlackDestinationDefinition>()])
                {
                    Personal = loaded?.Mail is { } mail ? new EmailChannel(new(nameof(Book.Personal), mail) { To = [] }, _clock) : null,
                };
            return _book;
        }
    }

    private IChannel Make(DestinationDefinition definition) => definition switch
    {
        SlackDestinationDefinition slack => new SlackChannel(slack, slack.Url == SlackDestinationDefinition.UsualUrl ? _public : _declared),
        SlackHookDefinition hook => new SlackHookChannel(hook, hook.IsInternal ? _declared : _public),
        EmailDestinationDefinition email => new EmailChannel(email, _clock),
        WebhookDestinationDefinition webhook => new WebhookChannel(webhook, webhook.IsInternal ? _declared : _public, _clock),
        _ => throw new NotSupportedException($"No channel is made of {definition.GetType().Name}"),
    };

    private sealed record Book(LoadedCatalog? From, FrozenDictionary<string, IChannel> Channels, SlackDestinationDefinition[] Slack)
    {
        public IChannel? Personal { get; init; }
    }
}
