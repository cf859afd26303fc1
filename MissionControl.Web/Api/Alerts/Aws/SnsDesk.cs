using System.Text.Json;
using System.Web;
using MissionControl.Core;
using MissionControl.Core.Alerts.Intakes;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Board;
using MissionControl.Web.Api.Intake;

namespace MissionControl.Web.Api.Alerts.Aws;

/// <summary>
/// Takes what SNS posts: of topics in the catalog only, signed by Amazon, recent, each once. Subscriptions of such topics confirm themselves.
/// Thread-safe.
/// </summary>
internal sealed partial class SnsDesk(
    DefinitionsFeed definitions, SnsCertificates certificates, IAwsFetch fetch, AlertDesk desk, ILogger<SnsDesk> logger)
{
    public const string Door = "sns";

    /// <summary>SNS tries for an hour; what is older was kept by somebody.</summary>
    internal static readonly TimeSpan MostAge = TimeSpan.FromMinutes(65);

    private const string RawDelivery = "x-amz-sns-rawdelivery";

    private readonly RecentMessages _recent = new();

    public async Task<IResult> TakeAsync(HttpContext context)
    {
        if (string.Equals(context.Request.Headers[RawDelivery], "true", StringComparison.OrdinalIgnoreCase))
            return Problems.Malformed("Raw delivery is not signed: turn it off for this subscription");
        var (root, refusal) = await ReadAsync(context);
        if (refusal is not null)
            return refusal;
        if (SnsMessage.Read(root) is not { } message)
            return Problems.Malformed("This is no message of Amazon SNS, or raw delivery is on for this subscription: it is not signed then");
        var intake = definitions.Current.Definitions.Intakes.OfType<SnsIntake>().FirstOrDefault(one => one.Topics.Contains(message.TopicArn));
        if (intake is null)
            return Refuse(message, "This topic is not listed in the catalog (intakes, sns, topics)");
        if (Moments.Read(message.Timestamp) is not { } at || desk.Now - at > MostAge || at - desk.Now > SignalRules.FurthestAhead)
            return Refuse(message, "The message is too old, or its time is no time");
        var certificate = await certificates.FindAsync(message, context.RequestAborted);
        if (certificate.IsUnreachable)
            return ComeAgain(context, "The certificate of the message cannot be fetched just now");
        if (!certificate.HasSigned(message))
            return Refuse(message, "The signature is not Amazon's");
        SignedBy.Set(context, intake.Id);
        return message.Type switch
        {
            SnsMessage.Notification => await TakeAlarmAsync(context, message),
            SnsMessage.Confirmation => await ConfirmAsync(context, message),
            _ => Left(message),
        };
    }

    private async Task<IResult> TakeAlarmAsync(HttpContext context, SnsMessage message)
    {
        var taken = Results.Ok();
        if (_recent.Contains(message.MessageId))
            return taken;
        var gathering = new SignalGathering(desk.Now);
        if (AlarmMessage.Read(message.Message, gathering) is { } alarm)
            gathering.Add(alarm.Say());
        var answer = await desk.TakeAsync(context, new(Door, gathering, message.TopicArn) { MessageId = message.MessageId }, context.Sender(), taken);
        if (ReferenceEquals(answer, taken))
            _recent.Add(message.MessageId);
        return answer;
    }

    private async Task<IResult> ConfirmAsync(HttpContext context, SnsMessage message)
    {
        if (message.SubscribeUrl is not { } url || !SnsCertificates.IsAmazons(url, message.TopicArn, out var address) || !IsConfirmation(address, message))
            return Refuse(message, "The address that confirms the subscription is not Amazon's, or for another topic");
        if (await fetch.GetAsync(address, context.RequestAborted) is null)
            return ComeAgain(context, "The subscription cannot be confirmed just now");
        LogSubscribed(logger, message.TopicArn);
        return Results.Ok();
    }

    private static bool IsConfirmation(Uri address, SnsMessage message)
    {
        var query = HttpUtility.ParseQueryString(address.Query);
        return query["Action"] == "ConfirmSubscription" && query["TopicArn"] == message.TopicArn && query["Token"] == message.Token;
    }

    private IResult Left(SnsMessage message)
    {
        LogUnsubscribed(logger, message.TopicArn);
        return Results.Ok();
    }

    private IResult Refuse(SnsMessage message, string why)
    {
        LogRefused(logger, OneLine.Of(message.Type, 64), OneLine.Of(message.TopicArn, 300), why);
        return Problems.Forbidden(why);
    }

    private static IResult ComeAgain(HttpContext context, string why)
    {
        context.Response.Headers.RetryAfter = IntakeGate.RetrySeconds;
        return Problems.Unready(why);
    }

    // SNS says that its JSON is text/plain.
    private static async Task<(JsonElement Root, IResult? Refusal)> ReadAsync(HttpContext context)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(
                context.Request.Body, new JsonDocumentOptions { MaxDepth = Hosting.RequestLimits.JsonDepth, AllowDuplicateProperties = false }, context.RequestAborted);
            return (document.RootElement.Clone(), null);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return (default, Problems.Malformed("The body is no JSON we can read; is this a message of Amazon SNS?"));
        }
    }
}

/// <summary>The last messages that were taken, by their ids. Thread-safe.</summary>
internal sealed class RecentMessages
{
    private const int Most = 4096;

    // Both are locked by the set.
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    public bool Contains(string id)
    {
        lock (_ids)
            return _ids.Contains(id);
    }

    public void Add(string id)
    {
        lock (_ids)
        {
            if (!_ids.Add(id))
                return;
            _order.Enqueue(id);
            if (_order.Count > Most)
                _ids.Remove(_order.Dequeue());
        }
    }
}
