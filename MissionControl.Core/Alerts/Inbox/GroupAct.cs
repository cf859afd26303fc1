using System.Collections.Immutable;
using MissionControl.Core.People;

namespace MissionControl.Core.Alerts.Inbox;

/// <summary>What somebody does with groups, at one moment.</summary>
/// <param name="Kind">The journal's word for it.</param>
internal sealed record GroupAct(string Kind, ImmutableArray<Guid> Groups, Actor By, Func<AlertGroup, GroupFacts, DateTimeOffset, ActStep> Step);

/// <summary>What comes of it for one group: what is said of it then, or why not.</summary>
internal readonly record struct ActStep(GroupFacts? Next, string? Problem)
{
    public static ActStep To(GroupFacts next) => new(next, null);

    public static ActStep No(string problem) => new(null, problem);
}

/// <summary>What came of it.</summary>
/// <param name="Done">The groups that changed.</param>
/// <param name="Problems">Why the others did not, each once.</param>
public sealed record ActAnswer(ImmutableArray<Guid> Done, ImmutableArray<string> Problems);
