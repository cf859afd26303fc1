using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Bpms;

namespace MissionControl.Core.Alerts.Telling.Slots;

/// <summary>What to do now. Never a promise of when it will be mended.</summary>
internal static class DoWords
{
    public static MessageSlot Of(Case it, AlertRunbook? runbook)
    {
        if (it.IsOver)
            return Said(WhatWords.StillOff(it) is null ? "Nothing to do." : it.IsResponder ? "Look whether it is really over." : "Nothing to do for now.");
        if (it.IsUnheard)
            return Said(it.IsResponder ? "Look whether it is still so: whoever watches it has gone quiet." : "Nothing to do for now.");
        if (it.CannotBeSeen && OwnWords.Of(it) is null)
            return Said(it.IsResponder ? $"Look at what watches it first.{Follow(runbook)}" : "Nothing to do for now.");
        return Remedy(it) is { } remedy ? Said(it.IsResponder ? remedy + Follow(runbook) : remedy)
            : it.IsResponder && runbook is not null ? Said(Follow(runbook).TrimStart())
            : new(MessagePart.Do, Missing(it), IsMissing: true);
    }

    // The general remedy is for whoever mends it: others would be told to do what they cannot.
    private static string? Remedy(Case it) =>
        it.Filled(it.Theirs?.Remedy) ?? (it.IsResponder ? it.Filled(it.Rule?.Remedy) : null) ?? OwnWords.Of(it)?.Do;

    private static string Follow(AlertRunbook? runbook) => runbook is null ? "" : $" Runbook: {runbook.Title}.";

    private static string Missing(Case it)
    {
        var owner = it.Owner is { } team ? $"; owner: {team}" : "";
        return it.Audience switch
        {
            Audience.Responder => $"Nobody has written what to do about this yet{owner}.",
            Audience.LocalOffice => $"Nobody has written what you can do about this yet. If people ask, tell them that we have known of it since {it.Time(it.Group.Since)}.",
            _ => $"Nobody has written what {it.AudienceName} can do about this yet{owner}.",
        };
    }

    private static MessageSlot Said(string words) => new(MessagePart.Do, words);
}
