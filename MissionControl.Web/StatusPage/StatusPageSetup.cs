using MissionControl.Core.StatusPage.Followers;
using MissionControl.Web.Hosting;
using MissionControl.Web.StatusPage.Followers;

namespace MissionControl.Web.StatusPage;

internal static class StatusPageSetup
{
    /// <summary>The public status page, followed from the board. Needs board, incidents and recorded health beside it.</summary>
    public static IServiceCollection AddStatusPage(this IServiceCollection services, MissionSettings settings) => services
        .AddStatusSite(new(settings.StatusOrigin) { TakesFollowers = true }, settings.StatusFeedKey, settings.StatusExport)
        .AddSingleton(new StatusFile(Path.Combine(settings.Storage.DataFolder, StatusFile.Name)))
        .AddSingleton<IPublicSite>(static provider => provider.GetRequiredService<StatusSite>())
        .AddSingleton<IFollowVault, FollowVault>()
        .AddFollowers(settings.Following)
        .AddHostedService<StatusPublisher>();

    /// <summary>What serves the page and writes its files, whoever shows it something.</summary>
    /// <param name="key">Who may have the feed of it.</param>
    /// <param name="exportTo">Where it is written as files, absolute; <see langword="null"/>: nowhere.</param>
    public static IServiceCollection AddStatusSite(this IServiceCollection services, StatusOrigin origin, FeedKey key, string? exportTo)
    {
        services.AddSingleton(origin).AddSingleton(key).AddSingleton<StatusSite>().AddSingleton<SnapshotFeed>();
        return exportTo is null ? services : services.AddSingleton(new StatusExportFolder(exportTo)).AddHostedService<StatusExporter>();
    }
}
