using System.Collections.Immutable;

namespace MissionControl.Core.Incidents.Updates;

/// <summary>Words to begin a public update with: what is in brackets is to be replaced.</summary>
public sealed record UpdateTemplate(string Name, string Title, string Text, string TellUsers)
{
    public static ImmutableArray<UpdateTemplate> All { get; } =
    [
        new("First word", "Some people cannot [what]", "Since about [time] some people cannot [what]. We are looking into it.", "[What] is not working for some people since about [time]. You need not do anything. We will write again."),
        new("Cause found", "Some people cannot [what]", "We have found what is wrong and are putting it right. [Who] are not affected.", "[What] is still not working for some people. The cause is found. Nothing you have saved is lost."),
        new("Being watched", "[What] works again", "[What] works again since about [time]. We keep watching it.", "[What] works again. If it does not for you, close the page and open it anew."),
        new("Over", "[What] works again", "[What] was not working for some people from [time] to [time]. It works again for everybody. We are sorry.", "[What] works again for everybody."),
    ];
}
