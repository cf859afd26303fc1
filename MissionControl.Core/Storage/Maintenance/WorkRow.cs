using Microsoft.EntityFrameworkCore;

namespace MissionControl.Core.Storage.Maintenance;

/// <summary>A planned work, whole.</summary>
internal sealed class WorkRow
{
    public int Number { get; set; }

    /// <summary>Rises with every save: of two that save at a time one loses.</summary>
    public int Version { get; set; }

    /// <summary><see langword="null"/> until it is over.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>JSON.</summary>
    public required string Body { get; set; }

    public static void Map(ModelBuilder model) => model.Entity<WorkRow>(work =>
    {
        work.ToTable("PlannedWorks");
        work.HasKey(row => row.Number);
        work.Property(row => row.Number).ValueGeneratedNever();
        work.HasIndex(row => row.EndedAt);
    });
}
