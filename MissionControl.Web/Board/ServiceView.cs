using MissionControl.Core.Board;
using MissionControl.Core.Services.History;
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
        var why = status.Health is State.Operational ? "" : status.Words;
        return new(status.Service.Id, status.Service.Name, LookOf(status.Health), Shape.Of(status.Health), HealthWords.Of(status.Health), why);
    }

    /// <summary>The class that carries a health's colour.</summary>
    public static string LookOf(State health) => "health-" + health switch
    {
        State.Degraded => "watch",
        State.PartialOutage or State.MajorOutage => "act",
        State.Maintenance => "info",
        State.Unknown => "stale",
        _ => "calm",
    };
}
