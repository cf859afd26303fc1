using Microsoft.AspNetCore.Components.Authorization;
using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Notices;
using MissionControl.Web.Account;

namespace MissionControl.Web.Incidents;

/// <summary>The one door through which people ask for help in an incident: at least a Responder, and they see it.</summary>
public sealed class HelpDoor(RoomDesk room, HelpDesk help, AuthenticationStateProvider people)
{
    /// <summary>Who would be told now.</summary>
    public HelpPlan Plan(string service) => help.Plan(service);

    public async Task<HelpAnswer> AskAsync(int incident, string service, string why, Guid key, CancellationToken cancellationToken)
    {
        if (!await room.MayActAsync())
            return new(new IncidentAnswer(null, [new("", "This needs somebody who is at least a Responder: sign in, or ask an administrator.")]), null);
        if (await room.FindAsync(incident, cancellationToken) is null)
            return new(new IncidentAnswer(null, [new("", "There is no such incident.")]), null);
        return await help.AskAsync(incident, service, why, (await people.GetAuthenticationStateAsync()).User.Actor(), key, cancellationToken);
    }
}
