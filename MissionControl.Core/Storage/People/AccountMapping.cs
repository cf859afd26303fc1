using Microsoft.EntityFrameworkCore;
using MissionControl.Core.People.Accounts;

namespace MissionControl.Core.Storage.People;

internal static class AccountMapping
{
    private const int HashLength = 32;

    public static void Map(ModelBuilder model)
    {
        model.Entity<AccountRow>(account =>
        {
            account.ToTable("Accounts");
            account.HasKey(row => row.Id);
            account.Property(row => row.Id).ValueGeneratedNever();
            account.Property(row => row.Email).HasMaxLength(AccountRules.LongestEmail);
            account.Property(row => row.Name).HasMaxLength(AccountRules.LongestName);
            account.Property(row => row.Role).HasMaxLength(40);
            account.Property(row => row.PasswordHash).HasMaxLength(400);
            account.Property(row => row.Stamp).HasMaxLength(40).IsConcurrencyToken();
            account.Property(row => row.FactorKey).HasMaxLength(1000);
            account.Property(row => row.RecoveryCodes).HasMaxLength(2000);
            account.Property(row => row.ProviderKey).HasMaxLength(2 * HashLength);
            account.HasIndex(row => row.Email).IsUnique();
            account.HasIndex(row => row.ProviderKey).IsUnique();
        });
        model.Entity<SessionRow>(session =>
        {
            session.ToTable("Sessions");
            session.HasKey(row => row.Id);
            session.Property(row => row.Id).ValueGeneratedNever();
            session.Property(row => row.Hash).HasMaxLength(HashLength).IsFixedLength();
            session.Property(row => row.From).HasMaxLength(60);
            session.Property(row => row.Agent).HasMaxLength(200);
            session.HasIndex(row => row.Hash).IsUnique();
            session.HasIndex(row => row.AccountId);
        });
        model.Entity<OneTimeLinkRow>(link =>
        {
            link.ToTable("OneTimeLinks");
            link.HasKey(row => row.AccountId);
            link.Property(row => row.AccountId).ValueGeneratedNever();
            link.Property(row => row.Hash).HasMaxLength(HashLength).IsFixedLength();
            link.HasIndex(row => row.Hash).IsUnique();
        });
        model.Entity<WallLinkRow>(wall =>
        {
            wall.ToTable("WallLinks");
            wall.HasKey(row => row.Id);
            wall.Property(row => row.Id).ValueGeneratedNever();
            wall.Property(row => row.Name).HasMaxLength(AccountRules.LongestName);
            wall.Property(row => row.Hash).HasMaxLength(HashLength).IsFixedLength();
            wall.HasIndex(row => row.Hash).IsUnique();
        });
        model.Entity<ProtectionKeyRow>(key =>
        {
            key.ToTable("ProtectionKeys");
            key.HasKey(row => row.Name);
            key.Property(row => row.Name).HasMaxLength(ProtectionKey.LongestName);
        });
    }
}
