using System.Reflection;
using System.Runtime.Loader;

namespace MissionControl.Core.Storage;

/// <summary>
/// Answers requests for exact versions of two assemblies with the version that is there. EF Core's SQLite provider was compiled against a
/// newer SQLitePCLRaw than the package feed has, and SqlClient against the real Microsoft.SqlServer.Server, for which SqlServerTypes
/// stands in. Each name goes from the list when its package restores (docs/storage.md).
/// </summary>
internal static class SparseFeed
{
    private static int _answering;

    public static void Answer()
    {
        if (Interlocked.Exchange(ref _answering, 1) == 1)
            return;
        AssemblyLoadContext.Default.Resolving += static (context, name) =>
            name is { Name: "SQLitePCLRaw.core" or "Microsoft.SqlServer.Server", Version: not null }
                ? context.LoadFromAssemblyName(new AssemblyName(name.Name))
                : null;
    }
}
