using Microsoft.EntityFrameworkCore;

namespace MissionControl.Core.Storage.Journal;

internal static class JournalMapping
{
    public const int KindLength = 100;
    public const int IdLength = 200;

    public static void Map(ModelBuilder model) => model.Entity<JournalRow>(journal =>
    {
        // The triggers stand in the first migration of each provider.
        journal.ToTable("Journal", table => table.HasTrigger("Journal_AppendOnly"));
        journal.HasKey(row => row.Sequence);
        journal.Property(row => row.Sequence).ValueGeneratedNever();
        journal.Property(row => row.Kind).HasMaxLength(KindLength);
        journal.Property(row => row.Subject).HasMaxLength(IdLength);
        journal.Property(row => row.Actor).HasMaxLength(IdLength);
        journal.Property(row => row.PreviousHash).HasMaxLength(32).IsFixedLength();
        journal.Property(row => row.Hash).HasMaxLength(32).IsFixedLength();
    });
}
