using System.Globalization;

namespace MissionControl.Web.Hosting;

/// <summary>
/// The process speaks one culture, whatever the machine's: numbers and times that reach files, logs and the wire never depend on where it
/// runs. Culture data stays available, because SQL Server's client refuses to run without it.
/// </summary>
public static class OneCulture
{
    public static void Use()
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
    }
}
