using MissionControl.Core.People;

namespace MissionControl.Core.Alerts;

/// <summary>Where no inbox is: there is no group.</summary>
internal sealed class NoGroupActs : IGroupActs
{
    public Task<GroupActAnswer> AcknowledgeAsync(Guid group, Actor by, CancellationToken cancellationToken) => Task.FromResult(GroupActAnswer.Gone);

    public Task<GroupActAnswer> HoldAsync(Guid group, Actor by, CancellationToken cancellationToken) => Task.FromResult(GroupActAnswer.Gone);
}
