using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Catalog;
using MissionControl.Core.Sources.Outbound;

namespace MissionControl.Core.Notifications.Webhook;

/// <summary>Posts a message as signed JSON (docs/telling.md says how to check the signature).</summary>
internal sealed class WebhookChannel(WebhookDestinationDefinition definition, GuardedClient client, TimeProvider clock) : IChannel
{
    public const string SignatureHeader = "X-Mission-Control-Signature";
    public const string IdempotencyHeader = "Idempotency-Key";

    public int AtOnce => 16;

    public async Task<Delivery> DeliverAsync(DueLetter due, CancellationToken cancellationToken)
    {
        var body = Body(due.Letter);
        var signature = Signature(definition.Secret, clock.GetUtcNow().ToUnixTimeSeconds(), body);
        var answer = await client.SendAsync(
            definition.Url,
            () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Post, default(Uri)) { Content = new ByteArrayContent(body) };
                request.Content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
                request.Headers.Add(SignatureHeader, signature);
                request.Headers.Add(IdempotencyHeader, due.Letter.Id.ToString());
                return request;
            },
            cancellationToken);
        return HttpDelivery.Problem(answer, definition.Url.Host) ?? Delivery.Sent(null);
    }

    /// <summary><c>t=1700000000,v1=HEX</c>: over the time, a full stop and the very bytes of the body.</summary>
    internal static string Signature(string secret, long unixSeconds, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.UTF8.GetBytes($"{unixSeconds}."));
        hash.AppendData(body);
        return $"t={unixSeconds},v1={Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }

    private static byte[] Body(Letter letter)
    {
        var body = JsonSerializer.SerializeToNode(letter.Message, MessageJson.Options)!.AsObject();
        body.Insert(0, "id", JsonValue.Create(letter.Id.ToString()));
        body.Insert(1, "kind", JsonValue.Create(letter.Kind.ToString()));
        body.Insert(2, "number", JsonValue.Create(letter.Number));
        return Encoding.UTF8.GetBytes(body.ToJsonString(MessageJson.Options));
    }
}
