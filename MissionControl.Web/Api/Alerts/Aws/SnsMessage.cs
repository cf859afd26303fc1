using System.Text;
using System.Text.Json;

namespace MissionControl.Web.Api.Alerts.Aws;

/// <summary>What SNS posts, of whichever type (https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html).</summary>
internal sealed record SnsMessage
{
    public const string Notification = "Notification";
    public const string Confirmation = "SubscriptionConfirmation";
    public const string Farewell = "UnsubscribeConfirmation";

    public required string Type { get; init; }

    /// <summary>The same when it is sent again.</summary>
    public required string MessageId { get; init; }

    public required string TopicArn { get; init; }

    public required string Message { get; init; }

    /// <summary>As written; it is signed so.</summary>
    public required string Timestamp { get; init; }

    /// <summary><c>1</c> or <c>2</c>.</summary>
    public required string SignatureVersion { get; init; }

    public required string Signature { get; init; }

    public required string SigningCertUrl { get; init; }

    public string? Subject { get; init; }

    public string? Token { get; init; }

    public string? SubscribeUrl { get; init; }

    /// <summary><see langword="null"/> for what is none of SNS's, or lacks what every message has.</summary>
    public static SnsMessage? Read(JsonElement root)
    {
        if (Text("Type") is not (Notification or Confirmation or Farewell) || root.ValueKind is not JsonValueKind.Object)
            return null;
        string[] needed = ["Type", "MessageId", "TopicArn", "Message", "Timestamp", "SignatureVersion", "Signature", "SigningCertURL"];
        if (needed.Any(name => Text(name) is null))
            return null;
        return new()
        {
            Type = Text("Type")!,
            MessageId = Text("MessageId")!,
            TopicArn = Text("TopicArn")!,
            Message = Text("Message")!,
            Timestamp = Text("Timestamp")!,
            SignatureVersion = Text("SignatureVersion")!,
            Signature = Text("Signature")!,
            SigningCertUrl = Text("SigningCertURL")!,
            Subject = Text("Subject"),
            Token = Text("Token"),
            SubscribeUrl = Text("SubscribeURL"),
        };

        string? Text(string name) => AlertJson.TryText(root, name);
    }

    /// <summary>The bytes that are signed: names and values on lines of their own, in the order of the names.</summary>
    public byte[] Signed()
    {
        (string Name, string? Value)[] fields = Type == Notification
            ? [("Message", Message), ("MessageId", MessageId), ("Subject", Subject), ("Timestamp", Timestamp), ("TopicArn", TopicArn), ("Type", Type)]
            : [("Message", Message), ("MessageId", MessageId), ("SubscribeURL", SubscribeUrl), ("Timestamp", Timestamp), ("Token", Token), ("TopicArn", TopicArn), ("Type", Type)];
        var text = new StringBuilder();
        foreach (var (name, value) in fields)
            if (value is not null)
                text.Append(name).Append('\n').Append(value).Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
