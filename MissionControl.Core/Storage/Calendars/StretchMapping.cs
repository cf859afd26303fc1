using Microsoft.EntityFrameworkCore;

namespace MissionControl.Core.Storage.Calendars;

internal static class StretchMapping
{
    public static void Map(ModelBuilder model) => model.Entity<StretchRow>(stretch =>
    {
        stretch.ToTable("Stretches");
        stretch.HasKey(row => row.Id);
        stretch.Property(row => row.Id).ValueGeneratedNever();
        stretch.Property(row => row.Kind).HasMaxLength(40);
        stretch.Property(row => row.Bpm).HasMaxLength(200);
        stretch.Property(row => row.Words).HasMaxLength(200);
        stretch.Property(row => row.By).HasMaxLength(200);
    });
}
