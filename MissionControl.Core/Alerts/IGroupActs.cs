using MissionControl.Core.People;

namespace MissionControl.Core.Alerts;

/// <summary>What people do about a group from outside our pages. Saved before it is answered. Thread-safe.</summary>
public interface IGroupActs
{
    /// <summary>They look after it.</summary>
    Task<GroupActAnswer> AcknowledgeAsync(Guid group, Actor by, CancellationToken cancellationToken);

    /// <summary>It waits until working hours.</summary>
    Task<GroupActAnswer> HoldAsync(Guid group, Actor by, CancellationToken cancellationToken);
}

public enum GroupActAnswer
{
    Done,

    /// <summary>Somebody did before.</summary>
    Already,

    /// <summary>There is no such group, or it is over.</summary>
    Gone,

    /// <summary>It cannot wait: a business metric is affected.</summary>
    Refused,
}
