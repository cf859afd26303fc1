using Microsoft.EntityFrameworkCore;
using MissionControl.Core.Incidents;

namespace MissionControl.Core.Storage.Incidents;

/// <summary>An event of an incident's log. Never changed, never deleted.</summary>
internal sealed class IncidentEventRow
{
    public int Incident { get; set; }

    public int Number { get; set; }

    public DateTimeOffset At { get; set; }

    public DateTimeOffset WrittenAt { get; set; }

    public required string By { get; set; }

    public Guid Key { get; set; }

    /// <summary>JSON.</summary>
    public required string Body { get; set; }

    public static void Map(ModelBuilder model)
    {
        model.Entity<IncidentEventRow>(one =>
        {
            one.ToTable("IncidentEvents");
            one.HasKey(row => new { row.Incident, row.Number });
            one.Property(row => row.By).HasMaxLength(80);
            one.HasIndex(row => new { row.Incident, row.Key }).IsUnique();
        });
        model.Entity<IncidentRow>(one =>
        {
            one.ToTable("Incidents");
            one.HasKey(row => row.Number);
            one.Property(row => row.Number).ValueGeneratedNever();
            one.Property(row => row.Title).HasMaxLength(IncidentRules.LongestTitle);
            one.Property(row => row.Phase).HasMaxLength(20);
            one.HasIndex(row => row.DeclaredAt);
        });
    }
}

/// <summary>What an incident's log comes to, to be searched.</summary>
internal sealed class IncidentRow
{
    public int Number { get; set; }

    public required string Title { get; set; }

    public int Severity { get; set; }

    /// <summary>The name of the phase.</summary>
    public required string Phase { get; set; }

    public bool IsOpen { get; set; }

    public bool IsPrivate { get; set; }

    /// <summary>Persons by id, with blanks between them.</summary>
    public required string Members { get; set; }

    public DateTimeOffset DeclaredAt { get; set; }

    public DateTimeOffset? ResolvedAt { get; set; }

    public int? MergedInto { get; set; }
}
