using Microsoft.EntityFrameworkCore;

namespace MissionControl.Core.Storage.Journal;

internal static class JournalMapping
{
    public const int KindLength = 100;
    public const int IdLength = 200;

    // All triggers stand in the migrations of each provider, by hand.
    public static void Map(ModelBuilder model)
    {
        model.Entity<JournalRow>(journal =>
        {
            journal.ToTable("Journal", table => table.HasTrigger("Journal_AppendOnly"));
            journal.HasKey(row => row.Sequence);
            journal.Property(row => row.Sequence).ValueGeneratedNever();
            journal.Property(row => row.Kind).HasMaxLength(KindLength);
            journal.Property(row => row.Subject).HasMaxLength(IdLength);
            journal.Property(row => row.Actor).HasMaxLength(IdLength);
            journal.Property(row => row.PreviousHash).HasMaxLength(JournalHash.Length).IsFixedLength();
            journal.Property(row => row.Hash).HasMaxLength(JournalHash.Length).IsFixedLength();
            // The key comes with each, so that the entries of one kind lie in order: see JournalSearch.
            journal.HasIndex(row => row.At);
            journal.HasIndex(row => row.Kind);
            journal.HasIndex(row => row.Subject);
            journal.HasIndex(row => row.Actor);
            journal.HasOne(row => row.Address).WithOne().HasForeignKey<JournalAddressRow>(row => row.Sequence).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<JournalAddressRow>(address =>
        {
            address.ToTable("JournalAddresses");
            address.HasKey(row => row.Sequence);
            address.Property(row => row.Sequence).ValueGeneratedNever();
            address.Property(row => row.Address).HasMaxLength(JournalAddress.Longest);
            address.Property(row => row.Salt).HasMaxLength(JournalAddress.SaltLength).IsFixedLength();
            address.HasIndex(row => row.At);
        });
        model.Entity<JournalSegmentRow>(segment =>
        {
            segment.ToTable("JournalSegments", table => table.HasTrigger("JournalSegments_Sound"));
            segment.HasKey(row => row.First);
            segment.Property(row => row.First).ValueGeneratedNever();
            segment.Property(row => row.PreviousHash).HasMaxLength(JournalHash.Length).IsFixedLength();
            segment.Property(row => row.LastHash).HasMaxLength(JournalHash.Length).IsFixedLength();
            segment.Property(row => row.FileHash).HasMaxLength(JournalHash.Length).IsFixedLength();
        });
        model.Entity<ConfigurationRow>(configuration =>
        {
            configuration.ToTable("Configurations");
            configuration.HasKey(row => row.Name);
            configuration.Property(row => row.Name).HasMaxLength(KindLength);
        });
    }
}
