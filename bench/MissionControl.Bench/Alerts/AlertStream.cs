using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace MissionControl.Bench.Alerts;

/// <summary>
/// Messages of 64 alerts, by number always the same: 9,984 alerts of 312 groups in turns, each told when it fires, twice more while it does, and when it is
/// over; then it fires anew. Neighbours are of different groups, as a Prometheus sends them.
/// </summary>
internal sealed class AlertStream(int seed, DateTimeOffset began)
{
    public const int InMessage = 64;
    private const int Groups = 312;
    private const int Live = Groups * 32;
    private const int InTurn = Live / InMessage;
    private const int Tellings = 4;

    private static readonly TimeSpan _apart = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _long = TimeSpan.FromSeconds(5);

    public DateTimeOffset Began => began;

    private string Alertmanager => $"http://am-{seed}:9093/";

    /// <summary>The version 4 of Alertmanager's webhook.</summary>
    public byte[] Webhook(int message) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("receiver", "mission-control");
        json.WriteString("status", IsOver(message) ? "resolved" : "firing");
        json.WriteStartArray("alerts");
        foreach (var (name, startsAt) in Told(message))
            WriteAlert(json, name, startsAt, IsOver(message), isWebhook: true);
        json.WriteEndArray();
        json.WriteString("externalURL", Sender(message));
        json.WriteString("version", "4");
        json.WriteNumber("truncatedAlerts", 0);
        json.WriteEndObject();
    });

    /// <summary>The same for Alertmanager's own API.</summary>
    public byte[] Posted(int message) => Write(json =>
    {
        json.WriteStartArray();
        foreach (var (name, startsAt) in Told(message))
            WriteAlert(json, name, startsAt, IsOver(message), isWebhook: false);
        json.WriteEndArray();
    });

    /// <summary>How a message is known again in the log.</summary>
    public string Sender(int message) => $"{Alertmanager}{message}";

    /// <summary>Is this the sender of one of its messages?</summary>
    public bool Wrote(string sender) => sender.StartsWith(Alertmanager, StringComparison.Ordinal);

    public static bool IsOver(int message) => message / InTurn % Tellings == Tellings - 1;

    /// <summary>The alerts in a message, by the label that tells them apart, and since when they fire.</summary>
    public IEnumerable<(string Instance, DateTimeOffset StartsAt)> Told(int message)
    {
        var startsAt = began + (_apart * (message / InTurn / Tellings));
        for (var index = 0; index < InMessage; index++)
            yield return (Instance((message % InTurn * InMessage) + index), startsAt);
    }

    public static DateTimeOffset EndOf(DateTimeOffset startsAt) => startsAt + _long;

    private static string Instance(int alert) => alert.ToString("'host-'00000", CultureInfo.InvariantCulture);

    private static void WriteAlert(Utf8JsonWriter json, string instance, DateTimeOffset startsAt, bool isOver, bool isWebhook)
    {
        var group = int.Parse(instance.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture) % Groups;
        json.WriteStartObject();
        if (isWebhook)
            json.WriteString("status", isOver ? "resolved" : "firing");
        json.WriteStartObject("labels");
        json.WriteString("alertname", $"QueueTooLong{group}");
        json.WriteString("service", $"service-{group}");
        json.WriteString("instance", instance);
        json.WriteString("job", "workers");
        json.WriteString("severity", "warning");
        json.WriteString("team", "platform");
        json.WriteEndObject();
        json.WriteStartObject("annotations");
        json.WriteString("summary", $"The queue of {instance} is longer than 1,000 for five minutes");
        json.WriteString("description", "Work waits. Look whether the workers run and whether what they write to answers.");
        json.WriteString("runbook_url", "https://example.org/runbooks/queue-too-long");
        json.WriteEndObject();
        json.WriteString("startsAt", startsAt.UtcDateTime);
        if (isOver)
            json.WriteString("endsAt", EndOf(startsAt).UtcDateTime);
        else if (isWebhook)
            json.WriteString("endsAt", "0001-01-01T00:00:00Z");
        json.WriteString("generatorURL", "http://prometheus:9090/graph?g0.expr=queue_length%20%3E%201000&g0.tab=1");
        json.WriteEndObject();
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(48 * 1024);
        using (var json = new Utf8JsonWriter(buffer))
            write(json);
        return buffer.WrittenSpan.ToArray();
    }
}
