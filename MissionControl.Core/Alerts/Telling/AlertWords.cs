using System.Collections.Immutable;
using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Alerts.Telling.Slots;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;

namespace MissionControl.Core.Alerts.Telling;

/// <summary>
/// The words of a group for an audience, by fixed slots. Sources in this order: what its rule says to this audience, what it says to all, what
/// the sender says (to those on call only), and else an honest default that is marked as missing. Words that cannot be filled in are passed
/// over, so that an alert is never lost to a mistake in its words.
/// </summary>
/// <param name="alerts">Where the name of a cause is looked up.</param>
public sealed class AlertWords(AlertFeed alerts) : IAlertWords
{
    public const int LongestTitle = 150;
    public const int LongestSlot = 600;

    public AlertMessage Say(AlertGroup group, Audience audience, BoardSnapshot board, DateTimeOffset now, string origin)
    {
        var it = Case.Of(group, audience, board, now) with { Cause = group.ExplainedBy is { } cause ? alerts.Current.Find(cause) : null };
        var runbook = RunbookFinder.Find(new(it.Rule, group.Alerts[0].Labels, group.Alerts[0].Annotations, group.Bpms), board.Definitions);
        return new()
        {
            Group = group.Id,
            Audience = audience,
            Title = OneLine.Of(TitleWords.Of(it), LongestTitle),
            Trouble = OneLine.Of(TitleWords.Trouble(it), LongestTitle),
            Urgency = group.Urgency,
            IsOver = it.IsOver,
            Slots = Slots(it, runbook),
            Details = DetailWords.Of(it),
            Night = NightWords.Of(it),
            Link = $"{origin}/alerts/{group.Id:D}",
            Runbook = it.IsResponder && runbook is not null ? new(runbook.Title, runbook.Address ?? $"{origin}/runbooks/{runbook.Name}") : null,
        };
    }

    private static ImmutableArray<MessageSlot> Slots(Case it, AlertRunbook? runbook)
    {
        MessageSlot?[] slots = [WhatWords.Of(it), WhereWords.Of(it), ValueWords.Of(it), SinceWords.Of(it), DoWords.Of(it, runbook)];
        return [.. slots.OfType<MessageSlot>().Select(static slot => slot with { Words = OneLine.Of(slot.Words, LongestSlot) })];
    }
}
