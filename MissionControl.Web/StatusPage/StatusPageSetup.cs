using MissionControl.Core.StatusPage.Followers;
using MissionControl.Web.StatusPage.Followers;

namespace MissionControl.Web.StatusPage;

internal static class StatusPageSetup
{
    /// <summary>The public status page, followed from the board. Needs board, incidents and recorded health beside it.</summary>
    /// <param name="following">How it is followed by mail.</param>
    /// <param name="dataFolder">Where its snapshot is written.</param>
    /// <param name="exportTo">Where it is written as files, absolute; <see langword="null"/>: nowhere.</param>
    public static IServiceCollection AddStatusPage(this IServiceCollection services, string origin, FollowOptions following, string dataFolder, string? exportTo) => services
        .AddStatusSite(new(origin) { TakesFollowers = true }, exportTo)
        .AddSingleton(new StatusFile(Path.Combine(dataFolder, StatusFile.Name)))
        .AddSingleton<IPublicSite>(static provider => provider.GetRequiredService<StatusSite>())
        .AddSingleton<IFollowVault, FollowVault>()
        .AddFollowers(following)
        .AddHostedService<StatusPublisher>();

    /// <summary>What serves the page and writes its files, whoever shows it something.</summary>
    /// <param name="exportTo">Where it is written as files, absolute; <see langword="null"/>: nowhere.</param>
    public static IServiceCollection AddStatusSite(this IServiceCollection services, StatusOrigin origin, string? exportTo)
    {
        services.AddSingleton(origin).AddSingleton<StatusSite>().AddSingleton<SnapshotFeed>();
        return exportTo is null ? services : services.AddSingleton(new StatusExportFolder(exportTo)).AddHostedService<StatusExporter>();
    }
}
