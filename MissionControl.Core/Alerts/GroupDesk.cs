using System.Collections.Immutable;
using MissionControl.Core.Alerts.Inbox;
using MissionControl.Core.Board;
using MissionControl.Core.Calendars;
using MissionControl.Core.People;

namespace MissionControl.Core.Alerts;

/// <summary>
/// What people do with groups of alerts, one or several at once; every act can be undone by its opposite. Whoever calls has checked that they
/// may (<see cref="Role.Responder"/>). Saved with its journal entry before it is answered or shown. Thread-safe.
/// </summary>
public sealed class GroupDesk : IGroupActs
{
    private const string Over = "It is over already.";

    private readonly InboxFacts _inbox;
    private readonly BoardFeed _board;
    private readonly AlertFeed _alerts;

    internal GroupDesk(InboxFacts inbox, BoardFeed board, AlertFeed alerts) => (_inbox, _board, _alerts) = (inbox, board, alerts);

    /// <summary>Somebody looks after them; it ends by itself when they are over.</summary>
    public Task<ActAnswer> AcknowledgeAsync(ImmutableArray<Guid> groups, Actor by, CancellationToken cancellationToken) => DoAsync(
        "alert.acknowledged", groups, by,
        (group, facts, now) => !group.IsOpen ? ActStep.No(Over)
            : facts.Acknowledged is { By: var already } ? ActStep.No(already == by.Id ? "You look after it already." : "Somebody else looks after it already.")
            : ActStep.To(facts with { Acknowledged = new(by.Id, now), Held = null }),
        cancellationToken);

    public Task<ActAnswer> LetGoAsync(ImmutableArray<Guid> groups, Actor by, CancellationToken cancellationToken) => DoAsync(
        "alert.letgo", groups, by,
        static (_, facts, _) => facts.Acknowledged is null ? ActStep.No("Nobody looks after it.") : ActStep.To(facts with { Acknowledged = null }),
        cancellationToken);

    /// <summary>Nobody is told until working hours begin. Refused while a critical BPM it touches is off.</summary>
    public Task<ActAnswer> HoldAsync(ImmutableArray<Guid> groups, Actor by, CancellationToken cancellationToken) => DoAsync(
        "alert.held", groups, by,
        (group, facts, now) => !group.IsOpen ? ActStep.No(Over)
            : facts.Held?.Until > now ? ActStep.No("It is held already.")
            : HurtingMost(group) is { } name ? ActStep.No($"{name} is off: this cannot wait until working hours.")
            : ActStep.To(facts with { Held = new(by.Id, now, _board.Current.Definitions.WorkingHours.NextStart(now)), Acknowledged = null }),
        cancellationToken);

    public Task<ActAnswer> ReleaseAsync(ImmutableArray<Guid> groups, Actor by, CancellationToken cancellationToken) => DoAsync(
        "alert.released", groups, by,
        static (_, facts, _) => facts.Held is null ? ActStep.No("It is not held.") : ActStep.To(facts with { Held = null }),
        cancellationToken);

    /// <summary>Says what it turned out to be; <see langword="null"/> takes that back.</summary>
    public Task<ActAnswer> SayAsync(ImmutableArray<Guid> groups, AlertOutcome? outcome, Actor by, CancellationToken cancellationToken) => DoAsync(
        "alert.outcome", groups, by,
        (_, facts, now) => facts.Outcome == outcome ? ActStep.No("That is said of it already.")
            : ActStep.To(facts with { Outcome = outcome, OutcomeBy = outcome is null ? null : by.Id, OutcomeAt = outcome is null ? null : now }),
        cancellationToken);

    async Task<GroupActAnswer> IGroupActs.AcknowledgeAsync(Guid group, Actor by, CancellationToken cancellationToken) =>
        Answer(group, await AcknowledgeAsync([group], by, cancellationToken), static group => group.Acknowledged is not null);

    async Task<GroupActAnswer> IGroupActs.HoldAsync(Guid group, Actor by, CancellationToken cancellationToken) =>
        Answer(group, await HoldAsync([group], by, cancellationToken), static group => group.Held is not null);

    private GroupActAnswer Answer(Guid id, ActAnswer answer, Func<AlertGroup, bool> isSo) =>
        !answer.Done.IsEmpty ? GroupActAnswer.Done
        : _alerts.Current.Find(id) is not { IsOpen: true } group ? GroupActAnswer.Gone
        : isSo(group) ? GroupActAnswer.Already
        : GroupActAnswer.Refused;

    private string? HurtingMost(AlertGroup group)
    {
        var board = _board.Current;
        return group.Hurting.Select(board.Definitions.FindBpm).FirstOrDefault(static bpm => bpm?.Tier == Bpms.Tier.Critical)?.Name;
    }

    private Task<ActAnswer> DoAsync(
        string kind, ImmutableArray<Guid> groups, Actor by, Func<AlertGroup, GroupFacts, DateTimeOffset, ActStep> step, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<ActAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        _inbox.Post(new InboxFact.Act(new(kind, groups, by, step), answer));
        return answer.Task.WaitAsync(cancellationToken);
    }
}
