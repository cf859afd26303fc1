using Microsoft.EntityFrameworkCore;

namespace MissionControl.Core.Storage.Alerts;

internal static class LetterMapping
{
    public const int LongestTitle = 300;
    public const int LongestProblem = 500;
    public const int LongestReference = 200;

    private const int Id = 100;
    private const int Word = 40;

    public static void Map(ModelBuilder model)
    {
        model.Entity<LetterRow>(letter =>
        {
            letter.ToTable("Letters");
            letter.HasKey(row => row.Id);
            letter.Property(row => row.Id).ValueGeneratedNever();
            letter.Property(row => row.Destination).HasMaxLength(Id);
            letter.Property(row => row.Audience).HasMaxLength(Word);
            letter.Property(row => row.Route).HasMaxLength(Id);
            letter.Property(row => row.Kind).HasMaxLength(Word);
            letter.Property(row => row.Title).HasMaxLength(LongestTitle);
            letter.Property(row => row.Addressee).HasMaxLength(254);
            letter.Property(row => row.State).HasMaxLength(Word);
            letter.Property(row => row.Problem).HasMaxLength(LongestProblem);
            letter.HasIndex(row => new { row.State, row.NextAt });
            letter.HasIndex(row => new { row.Lane, row.Number });
            letter.HasIndex(row => row.QueuedAt);
        });
        model.Entity<ToldRow>(told =>
        {
            told.ToTable("Told");
            told.HasKey(row => row.Id);
            told.Property(row => row.Id).ValueGeneratedNever();
            told.Property(row => row.Key).HasMaxLength(Word);
            told.Property(row => row.Destination).HasMaxLength(Id);
            told.Property(row => row.Audience).HasMaxLength(Word);
            told.Property(row => row.Route).HasMaxLength(Id);
            told.Property(row => row.State).HasMaxLength(Word);
            told.Property(row => row.Urgency).HasMaxLength(Word);
            told.Property(row => row.Touched).HasMaxLength(Word);
            told.Property(row => row.Addressee).HasMaxLength(254);
            told.Property(row => row.Reference).HasMaxLength(LongestReference);
            told.HasIndex(row => new { row.Group, row.Destination, row.Audience }).IsUnique();
            told.HasIndex(row => new { row.State, row.At });
        });
    }
}
