namespace MissionControl.Core.Storage.Journal;

/// <summary>Where an entry came from. Personal data: kept for a while and deleted, which the entry outlives.</summary>
internal sealed class JournalAddressRow
{
    public long Sequence { get; set; }

    /// <summary>When the entry happened.</summary>
    public DateTimeOffset At { get; set; }

    public required string Address { get; set; }

    /// <summary>16 random bytes. Without them nobody can try all addresses against the entry's seal.</summary>
    public required byte[] Salt { get; set; }
}
