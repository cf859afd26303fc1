namespace MissionControl.Web.People;

/// <summary>What an administrator can do to somebody.</summary>
public enum PersonChange
{
    MakeViewer,
    MakeResponder,
    MakeEditor,
    MakeAdministrator,
    Disable,
    Enable,

    /// <summary>A link by which they choose another password.</summary>
    Link,
    DropFactor,

    /// <summary>The next person whom the identity provider sends with their e-mail address is them.</summary>
    AwaitProvider,
    Unlink,
    EndSessions,
}
