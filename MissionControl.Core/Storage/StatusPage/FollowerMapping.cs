using Microsoft.EntityFrameworkCore;
using MissionControl.Core.StatusPage.Followers;

namespace MissionControl.Core.Storage.StatusPage;

internal static class FollowerMapping
{
    private const int Word = 40;
    private const int Key = 200;

    public static void Map(ModelBuilder model)
    {
        model.Entity<FollowerRow>(follower =>
        {
            follower.ToTable("Followers");
            follower.HasKey(row => row.Id);
            follower.Property(row => row.Id).ValueGeneratedNever();
            follower.Property(row => row.Key).HasMaxLength(FollowRules.LongestAddress);
            follower.Property(row => row.Address).HasMaxLength(FollowRules.LongestAddress);
            follower.Property(row => row.Language).HasMaxLength(10);
            follower.Property(row => row.State).HasMaxLength(Word);
            follower.Property(row => row.LinkHash).HasMaxLength(32).IsFixedLength();
            follower.Property(row => row.Confirmation).HasMaxLength(32).IsFixedLength();
            follower.HasIndex(row => row.Key).IsUnique();
            follower.HasIndex(row => new { row.State, row.Seen });
            follower.HasIndex(row => row.IsAnswerDue);
            follower.HasIndex(row => row.AskedAt);
        });
        model.Entity<NewsRow>(news =>
        {
            news.ToTable("PublicNews");
            news.HasKey(row => row.Number);
            news.Property(row => row.Number).ValueGeneratedOnAdd();
            news.Property(row => row.Key).HasMaxLength(Key);
            news.Property(row => row.Kind).HasMaxLength(Word);
            news.Property(row => row.Subject).HasMaxLength(Key);
            news.HasIndex(row => row.Key).IsUnique();
        });
    }
}
