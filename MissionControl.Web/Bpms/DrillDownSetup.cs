using MissionControl.Core.Bpms.Memory;

namespace MissionControl.Web.Bpms;

public static class DrillDownSetup
{
    /// <summary>The drill-down page and the history behind it.</summary>
    public static IServiceCollection AddDrillDown(this IServiceCollection services) => services.AddHistory();
}
