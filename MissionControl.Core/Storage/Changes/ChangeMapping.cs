using Microsoft.EntityFrameworkCore;
using MissionControl.Core.Changes;

namespace MissionControl.Core.Storage.Changes;

internal static class ChangeMapping
{
    // Of an actor's id, as in the journal.
    private const int LongestSender = 100;

    public static void Map(ModelBuilder model) => model.Entity<ChangeRow>(change =>
    {
        change.ToTable("Changes");
        change.HasKey(row => row.Id);
        change.Property(row => row.Id).ValueGeneratedNever();
        change.Property(row => row.Key).HasMaxLength(ChangeRules.LongestKey);
        change.Property(row => row.Sender).HasMaxLength(LongestSender).HasDefaultValue("");
        change.Property(row => row.Kind).HasMaxLength(40);
        change.Property(row => row.Title).HasMaxLength(ChangeRules.LongestTitle);
        change.Property(row => row.Service).HasMaxLength(ChangeRules.LongestService);
        change.Property(row => row.By).HasMaxLength(ChangeRules.LongestBy);
        change.Property(row => row.Link).HasMaxLength(ChangeRules.LongestLink);
        change.Property(row => row.RollsBack).HasMaxLength(ChangeRules.LongestKey);
        change.Property(row => row.Mark).HasMaxLength(40);
        change.HasIndex(row => new { row.Sender, row.Key }).IsUnique();
        change.HasIndex(row => row.At);
    });
}
