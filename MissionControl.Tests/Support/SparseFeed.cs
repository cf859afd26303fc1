using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace MissionControl.Tests.Support;

internal static class SparseFeed
{
    /// <summary>bUnit asks for a version of AngleSharp.Diffing that the feed lacks (docs/decisions/0002).</summary>
    [ModuleInitializer]
    internal static void AnswerOtherVersions() =>
        AssemblyLoadContext.Default.Resolving += static (context, name) => name is { Name: "AngleSharp.Diffing", Version: not null }
            ? context.LoadFromAssemblyName(new AssemblyName("AngleSharp.Diffing"))
            : null;
}
