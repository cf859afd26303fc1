using Microsoft.EntityFrameworkCore;
using MissionControl.Core.Storage.Alerts;
using MissionControl.Core.Storage.Bpms;
using MissionControl.Core.Storage.Calendars;
using MissionControl.Core.Storage.Changes;
using MissionControl.Core.Storage.Incidents;
using MissionControl.Core.Storage.Journal;
using MissionControl.Core.Storage.Maintenance;
using MissionControl.Core.Storage.People;
using MissionControl.Core.Storage.Runbooks;
using MissionControl.Core.Storage.Services;
using MissionControl.Core.Storage.StatusPage;

namespace MissionControl.Core.Storage;

/// <summary>Everything that is kept: one model, a thin context and migrations of its own for each provider. One instance per operation.</summary>
public abstract class MissionContext : DbContext
{
    private protected MissionContext(DbContextOptions options)
        : base(options)
    {
    }

    /// <summary>The SQL in which this context's provider differs from the other.</summary>
    internal abstract SqlDialect Dialect { get; }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        BpmMapping.Map(modelBuilder);
        RunMapping.Map(modelBuilder);
        StretchMapping.Map(modelBuilder);
        JournalMapping.Map(modelBuilder);
        TokenMapping.Map(modelBuilder);
        AccountMapping.Map(modelBuilder);
        ChangeMapping.Map(modelBuilder);
        HealthMapping.Map(modelBuilder);
        AlertMapping.Map(modelBuilder);
        LetterMapping.Map(modelBuilder);
        SubscriptionRow.Map(modelBuilder);
        IncidentEventRow.Map(modelBuilder);
        IncidentImageRow.Map(modelBuilder);
        WorkRow.Map(modelBuilder);
        FollowerMapping.Map(modelBuilder);
    }
}
