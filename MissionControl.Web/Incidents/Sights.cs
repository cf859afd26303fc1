using System.Security.Claims;
using MissionControl.Core.Incidents;
using MissionControl.Core.People;
using MissionControl.Web.Account;

namespace MissionControl.Web.Incidents;

/// <summary>Whose sight it is, by the claims of whoever asks.</summary>
internal static class Sights
{
    public static IncidentSight IncidentSight(this ClaimsPrincipal user) => Core.Incidents.IncidentSight.Of(user.Actor().Id, user.FindRole() == Role.Administrator);
}
