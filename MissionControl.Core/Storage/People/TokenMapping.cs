using Microsoft.EntityFrameworkCore;

namespace MissionControl.Core.Storage.People;

internal static class TokenMapping
{
    public static void Map(ModelBuilder model) => model.Entity<TokenRow>(token =>
    {
        token.ToTable("Tokens");
        token.HasKey(row => row.Id);
        token.Property(row => row.Id).ValueGeneratedNever();
        token.Property(row => row.Name).HasMaxLength(80);
        token.Property(row => row.Scopes).HasMaxLength(400);
        token.Property(row => row.Hash).HasMaxLength(32).IsFixedLength();
        token.Property(row => row.IssuedBy).HasMaxLength(200);
        token.HasIndex(row => row.Hash).IsUnique();
    });
}
