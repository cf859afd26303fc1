using Microsoft.EntityFrameworkCore;

namespace MissionControl.Core.Storage.Bpms;

internal static class BpmMapping
{
    public const int IdLength = 200;

    public static void Map(ModelBuilder model)
    {
        model.Entity<BpmRow>(bpm =>
        {
            bpm.ToTable("Bpms");
            bpm.HasKey(row => row.Key);
            bpm.Property(row => row.Id).HasMaxLength(IdLength).IsRequired();
            bpm.HasIndex(row => row.Id).IsUnique();
        });
        model.Entity<SampleRow>(sample =>
        {
            // Clustered on SQL Server; on SQLite the migration says WITHOUT ROWID, which EF Core cannot express.
            sample.ToTable("Samples");
            sample.HasKey(row => new { row.BpmKey, row.Minute });
            sample.HasOne<BpmRow>().WithMany().HasForeignKey(row => row.BpmKey).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<PushedRow>(pushed =>
        {
            // As Samples: WITHOUT ROWID on SQLite, by hand in the migration.
            pushed.ToTable("PushedSamples");
            pushed.HasKey(row => new { row.BpmKey, row.Second });
            pushed.HasOne<BpmRow>().WithMany().HasForeignKey(row => row.BpmKey).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<BaselineRow>(baseline =>
        {
            baseline.ToTable("Baselines");
            baseline.HasKey(row => row.Bpm);
            baseline.Property(row => row.Bpm).HasMaxLength(IdLength);
            baseline.Property(row => row.Definition).HasMaxLength(200);
        });
    }
}
