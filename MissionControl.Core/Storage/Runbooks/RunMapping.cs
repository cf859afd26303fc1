using Microsoft.EntityFrameworkCore;
using MissionControl.Core.Runbooks;
using MissionControl.Core.Runbooks.Runs;

namespace MissionControl.Core.Storage.Runbooks;

internal static class RunMapping
{
    private const int IdLength = 200;

    public static void Map(ModelBuilder model)
    {
        model.Entity<RunRow>(run =>
        {
            run.ToTable("RunbookRuns");
            run.HasKey(row => row.Id);
            run.Property(row => row.Id).ValueGeneratedNever();
            run.Property(row => row.Runbook).HasMaxLength(IdLength);
            run.Property(row => row.Title).HasMaxLength(Runbook.LongestTitle);
            run.Property(row => row.StartedBy).HasMaxLength(IdLength);
            run.Property(row => row.Incident).HasMaxLength(RunRules.LongestIncident);
            run.Property(row => row.EndedBy).HasMaxLength(IdLength);
            run.Property(row => row.Outcome).HasMaxLength(40);
            run.HasIndex(row => new { row.Runbook, row.StartedAt });
            run.HasIndex(row => row.Incident);
            run.HasIndex(row => row.LastAt);
        });
        model.Entity<RunActRow>(act =>
        {
            act.ToTable("RunbookActs");
            act.HasKey(row => new { row.Run, row.Number });
            act.Property(row => row.Number).ValueGeneratedNever();
            act.Property(row => row.Kind).HasMaxLength(40);
            act.Property(row => row.Step).HasMaxLength(IdLength);
            act.Property(row => row.By).HasMaxLength(IdLength);
        });
    }
}
