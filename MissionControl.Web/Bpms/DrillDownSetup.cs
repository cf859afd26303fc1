using MissionControl.Core.Bpms.Memory;
using MissionControl.Web.Bpms.Stretches;

namespace MissionControl.Web.Bpms;

public static class DrillDownSetup
{
    /// <summary>The drill-down page and the history behind it. Needs the stretches beside it.</summary>
    public static IServiceCollection AddDrillDown(this IServiceCollection services) => services.AddHistory().AddScoped<StretchDesk>();
}
