using System.Runtime.CompilerServices;

namespace MissionControl.Tests.Support;

internal static class OneCulture
{
    /// <summary>Tests run in the product's culture.</summary>
    [ModuleInitializer]
    internal static void Use() => Web.Hosting.OneCulture.Use();
}
