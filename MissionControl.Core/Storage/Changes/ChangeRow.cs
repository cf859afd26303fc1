namespace MissionControl.Core.Storage.Changes;

internal sealed class ChangeRow
{
    public Guid Id { get; set; }

    public required string Key { get; set; }

    /// <summary>As in the journal; empty for what was told before senders were kept.</summary>
    public string Sender { get; set; } = "";

    /// <summary>The name of the kind.</summary>
    public required string Kind { get; set; }

    public required string Title { get; set; }

    public string? Service { get; set; }

    public DateTimeOffset At { get; set; }

    public DateTimeOffset? Until { get; set; }

    public string? By { get; set; }

    public string? Link { get; set; }

    public string? RollsBack { get; set; }

    public DateTimeOffset ToldAt { get; set; }

    /// <summary>The name of the mark.</summary>
    public string? Mark { get; set; }

    public DateTimeOffset? MarkedAt { get; set; }
}
