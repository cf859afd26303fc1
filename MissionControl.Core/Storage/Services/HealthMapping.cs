using Microsoft.EntityFrameworkCore;
using MissionControl.Core.Services.History;

namespace MissionControl.Core.Storage.Services;

internal static class HealthMapping
{
    private const int IdLength = 200;

    public static void Map(ModelBuilder model)
    {
        model.Entity<HealthSpanRow>(span =>
        {
            span.ToTable("HealthSpans");
            span.HasKey(row => new { row.Service, row.From });
            span.Property(row => row.Service).HasMaxLength(IdLength);
            span.Property(row => row.Health).HasMaxLength(40);
            span.Property(row => row.Reason).HasMaxLength(HealthTimeline.LongestReason);
            // Reading since, cutting and thinning all ask for ends.
            span.HasIndex(row => row.To);
        });
        model.Entity<HealthDayRow>(day =>
        {
            day.ToTable("HealthDays");
            day.HasKey(row => new { row.Service, row.Day });
            day.Property(row => row.Service).HasMaxLength(IdLength);
        });
    }
}
