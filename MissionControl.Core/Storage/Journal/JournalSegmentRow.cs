namespace MissionControl.Core.Storage.Journal;

/// <summary>A sealed segment: entries that were exported to a file and may be dropped from the table. Segments follow each other from entry 1 on.</summary>
internal sealed class JournalSegmentRow
{
    /// <summary>The sequence of its first entry.</summary>
    public long First { get; set; }

    public long Last { get; set; }

    /// <summary>The hash before its first entry.</summary>
    public required byte[] PreviousHash { get; set; }

    /// <summary>The hash of its last entry, which the chain goes on from.</summary>
    public required byte[] LastHash { get; set; }

    /// <summary>SHA-256 of the exported file.</summary>
    public required byte[] FileHash { get; set; }

    public DateTimeOffset SealedAt { get; set; }

    /// <summary>The sequence of the <c>journal.sealed</c> entry, which says the same in the chain itself.</summary>
    public long SealedBy { get; set; }
}
