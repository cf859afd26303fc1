using System.Text.Json;

namespace MissionControl.Bench.Alerts;

/// <summary>10,000 alerts that make 300 groups, one of them large: what stands in an inbox when much of a large place is broken.</summary>
internal sealed class ManyAlerts(DateTimeOffset now)
{
    public const int All = 10_000;
    public const int Groups = 300;
    public const int InLargest = 2000;
    private const int InMessage = 64;

    /// <summary>The group that stands last in the list: the least urgent and the oldest.</summary>
    public const string Last = "LastOfAll";

    /// <summary>The alert that stands last in the largest group.</summary>
    public static string LastInLargest => Instance(InLargest - 1);

    /// <summary>Messages of Alertmanager's webhook.</summary>
    public IEnumerable<byte[]> Messages() => Enumerable.Range(0, All).Chunk(InMessage).Select(chunk => JsonSerializer.SerializeToUtf8Bytes(new { version = "4", alerts = chunk.Select(Alert) }));

    private object Alert(int number)
    {
        // The rest of the alerts goes round the other groups.
        var group = number < InLargest ? 0 : 1 + ((number - InLargest) % (Groups - 1));
        var isLast = group == Groups - 1;
        return new
        {
            status = "firing",
            labels = new
            {
                alertname = isLast ? Last : group == 0 ? "LargestOfAll" : $"QueueTooLong{group}",
                service = $"service-{group}",
                instance = Instance(number),
                job = "workers",
                severity = isLast ? "info" : group % 10 == 0 ? "critical" : "warning",
                team = "platform",
            },
            annotations = new
            {
                summary = $"The queue of {Instance(number)} is longer than 1,000 for five minutes",
                description = "Work waits. Look whether the workers run and whether what they write to answers.",
                runbook_url = "https://example.org/runbooks/queue-too-long",
            },
            startsAt = (now - TimeSpan.FromMinutes(isLast ? 600 : 10 + group)).AddMilliseconds(number).UtcDateTime,
            generatorURL = "http://prometheus:9090/graph?g0.expr=queue_length%20%3E%201000&g0.tab=1",
        };
    }

    private static string Instance(int number) => $"host-{number:00000}";
}
