namespace MissionControl.Core.Alerts.Telling.Outbox;

/// <summary>What is needed of Slack to take a pressed button: who it may come from, and how to answer. Thread-safe.</summary>
public interface ISlackDesk
{
    /// <summary>Was this body signed by Slack for one of the destinations of the running catalog? Compared in constant time.</summary>
    /// <param name="timestamp">Seconds since 1970, as Slack sent it.</param>
    /// <param name="signature">As Slack sent it: <c>v0=</c> and hexadecimal digits.</param>
    bool IsSigned(string timestamp, ReadOnlySpan<byte> body, string signature);

    /// <summary>Posts JSON to an address that came with a button: only to Slack's own host for that, or one the catalog declares. Never throws for what the outside does.</summary>
    Task AnswerAsync(Uri address, string json, CancellationToken cancellationToken);
}
