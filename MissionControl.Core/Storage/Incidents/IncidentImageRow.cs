using Microsoft.EntityFrameworkCore;

namespace MissionControl.Core.Storage.Incidents;

/// <summary>A picture that was shown in an incident. Never changed, never deleted.</summary>
internal sealed class IncidentImageRow
{
    public Guid Id { get; set; }

    public int Incident { get; set; }

    /// <summary>The type that was found in it.</summary>
    public required string Type { get; set; }

    public int Width { get; set; }

    public int Height { get; set; }

    public required byte[] Bytes { get; set; }

    public static void Map(ModelBuilder model) => model.Entity<IncidentImageRow>(one =>
    {
        one.ToTable("IncidentImages");
        one.HasKey(row => row.Id);
        one.Property(row => row.Id).ValueGeneratedNever();
        one.Property(row => row.Type).HasMaxLength(20);
        one.HasIndex(row => row.Incident);
    });
}
