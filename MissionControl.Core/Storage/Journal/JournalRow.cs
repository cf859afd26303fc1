namespace MissionControl.Core.Storage.Journal;

internal sealed class JournalRow
{
    public long Sequence { get; set; }

    public DateTimeOffset At { get; set; }

    public required string Kind { get; set; }

    public required string Subject { get; set; }

    public required string Actor { get; set; }

    /// <summary>Canonical JSON.</summary>
    public required string Body { get; set; }

    public required byte[] PreviousHash { get; set; }

    public required byte[] Hash { get; set; }

    /// <summary>Not part of the hash, and deleted in time.</summary>
    public JournalAddressRow? Address { get; set; }
}
