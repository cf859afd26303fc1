namespace MissionControl.Core.Alerts.Telling.Outbox;

/// <summary>The ways to the destinations of the catalog that runs. Thread-safe.</summary>
public interface IChannels
{
    /// <summary>Is there a catalog? Without one nobody knows what has a way and what no longer has.</summary>
    bool IsReady { get; }

    /// <summary><see langword="null"/> when the catalog no longer has it.</summary>
    IChannel? Find(string destination);
}

/// <summary>The way to one destination.</summary>
public interface IChannel
{
    /// <summary>How many attempts may run at one time. 1 upwards.</summary>
    int AtOnce { get; }

    /// <summary>Tries once. Never throws for what the outside does.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    Task<Delivery> DeliverAsync(DueLetter due, CancellationToken cancellationToken);
}

/// <summary>What became of an attempt.</summary>
/// <param name="Words">Why it came to nothing, for people, without secrets; of one that was sent, whom it did not reach.</param>
public sealed record Delivery(DeliveryResult Result, string Words)
{
    /// <summary>What the receiver calls the message; may be known although the attempt failed half way.</summary>
    public string? Reference { get; init; }

    /// <summary>How long the receiver asks us to wait.</summary>
    public TimeSpan? Wait { get; init; }

    public static Delivery Sent(string? reference) => new(DeliveryResult.Sent, "") { Reference = reference };

    public static Delivery Later(string words) => new(DeliveryResult.Later, words);

    public static Delivery Never(string words) => new(DeliveryResult.Never, words);
}

public enum DeliveryResult
{
    Sent,

    /// <summary>It may go well another time.</summary>
    Later,

    /// <summary>The receiver will never take this.</summary>
    Never,
}
