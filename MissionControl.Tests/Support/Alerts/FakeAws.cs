using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MissionControl.Core.Alerts.Intakes;

namespace MissionControl.Tests.Support.Alerts;

/// <summary>Amazon as far as SNS needs it: an authority of its own, a signing certificate behind an address, messages signed with it.</summary>
internal sealed class FakeAws : IAwsFetch, IDisposable
{
    public const string Topic = "arn:aws:sns:eu-west-1:123456789012:alarms";
    public const string CertificateUrl = "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0f1e.pem";

    private readonly RSA _authorityKey = RSA.Create(2048);
    private readonly RSA _key = RSA.Create(2048);
    private readonly X509Certificate2 _authority;

    public FakeAws()
    {
        _authority = Authority("Our Own Amazon", _authorityKey);
        Pem = Issue(_authority, _authorityKey, _key, "sns.amazonaws.com");
    }

    /// <summary>What lies behind the address of the certificate; <see langword="null"/>: nobody answers.</summary>
    public string? Pem { get; set; }

    public X509Certificate2Collection Roots => [_authority];

    /// <summary>What was asked for, in its order.</summary>
    public ConcurrentQueue<Uri> Asked { get; } = [];

    public Task<ImmutableArray<byte>?> GetAsync(Uri address, CancellationToken cancellationToken)
    {
        Asked.Enqueue(address);
        return Task.FromResult<ImmutableArray<byte>?>(address.AbsolutePath.EndsWith(".pem", StringComparison.Ordinal)
            ? Pem is { } pem ? [.. Encoding.ASCII.GetBytes(pem)] : null
            : [.. "<ConfirmSubscriptionResponse/>"u8.ToArray()]);
    }

    /// <summary>A certificate for somebody, by an authority nobody trusts.</summary>
    public string StrangersPem()
    {
        using var key = RSA.Create(2048);
        using var authority = Authority("Somebody", key);
        return Issue(authority, key, _key, "sns.amazonaws.com");
    }

    /// <summary>A certificate by the trusted authority, for another host.</summary>
    public string OtherHostsPem() => Issue(_authority, _authorityKey, _key, "s3.amazonaws.com");

    /// <summary>A notification as SNS signs it.</summary>
    public JsonObject Notification(string message, DateTimeOffset at) => Signed("2", new()
    {
        ["Type"] = "Notification", ["MessageId"] = Guid.NewGuid().ToString(), ["TopicArn"] = Topic, ["Subject"] = "ALARM: \"CPU\" in EU (Ireland)", ["Message"] = message, ["Timestamp"] = Written(at),
    });

    public JsonObject Confirmation(DateTimeOffset at, string subscribeUrl) => Signed("2", new()
    {
        ["Type"] = "SubscriptionConfirmation", ["MessageId"] = Guid.NewGuid().ToString(), ["TopicArn"] = Topic, ["Message"] = "You have chosen to subscribe", ["Timestamp"] = Written(at),
        ["Token"] = "2336412f37", ["SubscribeURL"] = subscribeUrl,
    });

    public static string SubscribeUrl => $"https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn={Topic}&Token=2336412f37";

    /// <summary>Signs anew after a change.</summary>
    public JsonObject Signed(string version, JsonObject message)
    {
        string[] order = (string?)message["Type"] == "Notification"
            ? ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"]
            : ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"];
        var text = string.Concat(order.Where(message.ContainsKey).Select(name => $"{name}\n{(string?)message[name]}\n"));
        message["SignatureVersion"] = version;
        message["Signature"] = Convert.ToBase64String(_key.SignData(Encoding.UTF8.GetBytes(text), version == "1" ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        message["SigningCertURL"] ??= CertificateUrl;
        message["UnsubscribeURL"] = "https://sns.eu-west-1.amazonaws.com/?Action=Unsubscribe";
        return message;
    }

    /// <summary>An alarm of one metric, as CloudWatch publishes it.</summary>
    public static string Alarm(string state, DateTimeOffset at) => JsonSerializer.Serialize(new
    {
        AlarmName = "CPU of search",
        AlarmDescription = "Search answers slowly when this is high.",
        AWSAccountId = "123456789012",
        NewStateValue = state,
        NewStateReason = "Threshold Crossed: 1 datapoint [99.5] was greater than the threshold (80.0).",
        StateChangeTime = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'"),
        Region = "EU (Ireland)",
        AlarmArn = "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:CPU of search",
        OldStateValue = "OK",
        Trigger = new { MetricName = "CPUUtilization", Namespace = "AWS/EC2", Dimensions = new[] { new { value = "i-0b1", name = "InstanceId" } }, Threshold = 80.0 },
    });

    public void Dispose()
    {
        _authority.Dispose();
        _authorityKey.Dispose();
        _key.Dispose();
    }

    private static string Written(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");

    private static X509Certificate2 Authority(string name, RSA key)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-2), now.AddDays(30));
    }

    private static string Issue(X509Certificate2 authority, RSA authorityKey, RSA key, string host)
    {
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var issued = request.Create(
            authority.SubjectName, X509SignatureGenerator.CreateForRSA(authorityKey, RSASignaturePadding.Pkcs1), now.AddDays(-1), now.AddDays(20), RandomNumberGenerator.GetBytes(8));
        return issued.ExportCertificatePem();
    }
}
