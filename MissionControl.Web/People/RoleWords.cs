using MissionControl.Core.People;

namespace MissionControl.Web.People;

/// <summary>What each role may do, for whoever chooses one.</summary>
internal static class RoleWords
{
    public static string Of(Role role) => role switch
    {
        Role.Viewer => "sees everything",
        Role.Responder => "acts on alerts and incidents",
        Role.Editor => "changes catalog, runbooks and status page",
        _ => "decides who may do what",
    };
}
