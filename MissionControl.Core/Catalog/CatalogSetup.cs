using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MissionControl.Core.Catalog;

public static class CatalogSetup
{
    /// <summary>
    /// The catalog of a folder as <see cref="ICatalog"/>, reloaded when it changes. Call it before the rooms
    /// that read it: hosted services start in order, and <see cref="ICatalog.Current"/> is set when this one has started.
    /// Needs a <see cref="TimeProvider"/>.
    /// </summary>
    public static IServiceCollection AddCatalog(this IServiceCollection services, string folder) => services.AddCatalog(new CatalogOptions { Folder = folder });

    /// <summary>The same, with what is to be done with its secrets.</summary>
    public static IServiceCollection AddCatalog(this IServiceCollection services, CatalogOptions options) => services
        .AddSingleton(options)
        .AddSingleton(new CatalogReader())
        .AddSingleton<CatalogWatcher>()
        .AddSingleton<ICatalog>(provider => provider.GetRequiredService<CatalogWatcher>())
        .AddSingleton<IHostedService>(provider => provider.GetRequiredService<CatalogWatcher>());

    /// <summary>Every change of the catalog is in the journal. Needs <see cref="AddCatalog(IServiceCollection, CatalogOptions)"/> and the storage.</summary>
    public static IServiceCollection AddCatalogRecord(this IServiceCollection services) => services.AddHostedService<CatalogRecorder>();
}
