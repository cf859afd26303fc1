namespace MissionControl.Web.StatusPage;

internal static class StatusPageSetup
{
    /// <summary>The public status page, followed from the board. Needs board, incidents and recorded health beside it.</summary>
    /// <param name="dataFolder">Where its snapshot is written.</param>
    /// <param name="exportTo">Where it is written as files, absolute; <see langword="null"/>: nowhere.</param>
    public static IServiceCollection AddStatusPage(this IServiceCollection services, string origin, string dataFolder, string? exportTo) => services
        .AddStatusSite(origin, exportTo)
        .AddSingleton(new StatusFile(Path.Combine(dataFolder, StatusFile.Name)))
        .AddHostedService<StatusPublisher>();

    /// <summary>What serves the page and writes its files, whoever shows it something.</summary>
    /// <param name="exportTo">Where it is written as files, absolute; <see langword="null"/>: nowhere.</param>
    public static IServiceCollection AddStatusSite(this IServiceCollection services, string origin, string? exportTo)
    {
        services.AddSingleton(new StatusOrigin(origin)).AddSingleton<StatusSite>().AddSingleton<SnapshotFeed>();
        return exportTo is null ? services : services.AddSingleton(new StatusExportFolder(exportTo)).AddHostedService<StatusExporter>();
    }
}
