namespace MissionControl.Web.StatusPage;

internal static class StatusPageSetup
{
    /// <summary>The public status page, followed from the board. Needs board, incidents and recorded health beside it.</summary>
    /// <param name="dataFolder">Where its snapshot is written.</param>
    public static IServiceCollection AddStatusPage(this IServiceCollection services, string origin, string dataFolder) => services
        .AddSingleton(new StatusOrigin(origin))
        .AddSingleton(new StatusFile(Path.Combine(dataFolder, StatusFile.Name)))
        .AddSingleton<StatusSite>()
        .AddHostedService<StatusPublisher>();
}
