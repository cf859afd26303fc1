using MissionControl.Core.Board;
using MissionControl.Web.Shared;
using State = MissionControl.Core.Services.Health;

namespace MissionControl.Web.Board;

/// <summary>A service in words.</summary>
/// <param name="HealthClass">The class that carries the health's colour.</param>
/// <param name="Why">One sentence; empty when it is operational.</param>
public sealed record ServiceView(string Id, string Name, string HealthClass, Shape Shape, string Health, string Why)
{
    public static ServiceView From(ServiceStatus status)
    {
        var (name, word) = status.Health switch
        {
            State.Degraded => ("watch", "Degraded"),
            State.PartialOutage => ("act", "Partial outage"),
            State.MajorOutage => ("act", "Major outage"),
            State.Maintenance => ("info", "Maintenance"),
            State.Unknown => ("stale", "Unknown"),
            _ => ("calm", "Operational"),
        };
        var why = status.Health is State.Operational ? "" : status.Words;
        return new(status.Service.Id, status.Service.Name, "health-" + name, Shape.Of(status.Health), word, why);
    }
}
