using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Board;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Core.People;

namespace MissionControl.Core.Incidents.Notices;

/// <summary>
/// Asks for help with a service. It is on the timeline first, with who will be told; from there the <see cref="NoticeNoter"/> queues the letters, so
/// that none is lost and none goes out twice. Whoever calls has checked that they may. Thread-safe.
/// </summary>
public sealed class HelpDesk(IncidentDesk desk, DefinitionsFeed definitions, IChannels channels, TimeProvider clock)
{
    /// <summary>Who would be told now.</summary>
    public HelpPlan Plan(string service) => HelpRules.Plan(service, definitions.Current.Definitions, id => channels.Find(id) is not null, clock.GetUtcNow());

    public async Task<HelpAnswer> AskAsync(int incident, string service, string why, Actor by, Guid key, CancellationToken cancellationToken)
    {
        if (definitions.Current.Definitions.Services.All(known => known.Id != service))
            return new(new(null, [new("service", "There is no such service in the catalog.")]), null);
        var plan = Plan(service);
        var asked = new HelpAsked(service, why, plan.Told.Length, plan.Told.IsEmpty ? null : string.Join(", ", plan.Told));
        return new(await desk.DoAsync(incident, asked, by, null, key, cancellationToken), plan);
    }
}

/// <param name="Plan">Who is told; <see langword="null"/> when it could not be asked.</param>
public sealed record HelpAnswer(IncidentAnswer Answer, HelpPlan? Plan);
