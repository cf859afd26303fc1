using Microsoft.EntityFrameworkCore;
using MissionControl.Core.Alerts.Silences;

namespace MissionControl.Core.Storage.Alerts;

internal static class AlertMapping
{
    public const string Occurrences = "AlertOccurrences";
    public const string Groups = "AlertGroups";
    private const int IdLength = 200;
    private const int KeyLength = 4000;

    public static void Map(ModelBuilder model)
    {
        model.Entity<AlertDeliveryRow>(delivery =>
        {
            delivery.ToTable("AlertDeliveries");
            delivery.HasKey(row => row.Number);
            delivery.Property(row => row.Number).ValueGeneratedNever();
            delivery.Property(row => row.Intake).HasMaxLength(IdLength);
            delivery.HasIndex(row => row.At);
        });
        model.Entity<AlertMarkRow>(mark =>
        {
            mark.ToTable("AlertMarks");
            mark.HasKey(row => row.Id);
            mark.Property(row => row.Id).ValueGeneratedNever();
        });
        model.Entity<AlertOccurrenceRow>(occurrence =>
        {
            occurrence.ToTable(Occurrences);
            occurrence.HasKey(row => new { row.Fingerprint, row.StartsAt });
            occurrence.Property(row => row.Fingerprint).HasMaxLength(32);
            occurrence.Property(row => row.Intake).HasMaxLength(IdLength);
            occurrence.HasIndex(row => row.Group);
            occurrence.HasIndex(row => row.Silence);
        });
        model.Entity<AlertGroupRow>(group =>
        {
            group.ToTable(Groups);
            group.HasKey(row => row.Id);
            group.Property(row => row.Id).ValueGeneratedNever();
            group.Property(row => row.Key).HasMaxLength(KeyLength);
            group.Property(row => row.Name).HasMaxLength(KeyLength);
            group.Property(row => row.AcknowledgedBy).HasMaxLength(IdLength);
            group.Property(row => row.HeldBy).HasMaxLength(IdLength);
            group.Property(row => row.Outcome).HasMaxLength(40);
            group.Property(row => row.OutcomeBy).HasMaxLength(IdLength);
            group.HasIndex(row => row.Since);
            group.HasIndex(row => row.EndedAt);
        });
        model.Entity<SilenceRow>(silence =>
        {
            silence.ToTable("Silences");
            silence.HasKey(row => row.Id);
            silence.Property(row => row.Id).ValueGeneratedNever();
            silence.Property(row => row.Reason).HasMaxLength(SilenceRules.LongestReason);
            silence.Property(row => row.By).HasMaxLength(IdLength);
            silence.HasIndex(row => row.To);
        });
    }
}
