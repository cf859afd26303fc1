using MissionControl.Core.Board;
using MissionControl.Core.Bpms;

namespace MissionControl.Core.Alerts.Telling.Slots;

/// <summary>What is wrong, and who is hurt.</summary>
internal static class WhatWords
{
    public static MessageSlot Of(Case it)
    {
        if (it.IsOver)
            return Said(StillOff(it) is { } still ? $"The alert is over, but {still}." : "It is over.");
        if (it.IsUnheard)
            return Said($"We have not heard of this since {it.Time(it.Alerts.Max(static alert => alert.HeardAt))}; it may be over.");
        if (it.CannotBeSeen && OwnWords.Of(it) is null)
            return Said($"It cannot be seen since {it.Time(it.Group.Since)}, so nobody knows whether it is so. Nothing is known to be wrong.");
        var slot = Impact(it);
        return Cause(it) is { } cause ? slot with { Words = $"{Sentence(slot.Words)} {cause}" } : slot;
    }

    /// <summary>"Sign-in success is still below normal", when the board says so.</summary>
    public static string? StillOff(Case it) => it.Tiles.FirstOrDefault(StillHurts) is { } tile ? ValueWords.Still(it, tile) : null;

    private static bool StillHurts(Tile tile) =>
        tile is { State: TileState.Off or TileState.Watch, Side: { } side } && (tile.Bpm.Hurts == Direction.Both || tile.Bpm.Hurts == side);

    private static MessageSlot Impact(Case it)
    {
        var said = it.Filled(it.Theirs?.Impact)
            ?? (it.Filled(it.Rule?.Impact) is { } general && (!it.IsPlain || PlainWords.Fit(general)) ? general : null)
            ?? OwnWords.Of(it)?.What
            ?? (it.IsResponder ? BySender(it) : null);
        return said is { Length: > 0 } ? Said(said) : new(
            MessagePart.What,
            it.IsResponder ? "Nobody has written what this means yet." : $"Nobody has written what this means for {it.AudienceName} yet.",
            IsMissing: true);
    }

    private static string? BySender(Case it)
    {
        var annotations = it.Alerts[0].Annotations;
        var title = TitleWords.Trouble(it);
        foreach (var name in new[] { "description", "message", "summary" })
            if (annotations[name] is { } text && OneLine.Of(text, AlertWords.LongestSlot) is { Length: > 0 } line && line != title)
                return line;
        return null;
    }

    // That it follows is the catalog's word, the other our guess.
    private static string? Cause(Case it) =>
        it.Cause is { } cause ? $"{(it.Group.IsInhibited ? "It follows from" : "Most likely because of")} “{TitleWords.Trouble(Case.Of(cause, it.Audience, it.Board, it.Now))}”." : null;

    private static string Sentence(string words) => words.Length > 0 && char.IsLetterOrDigit(words[^1]) ? words + "." : words;

    private static MessageSlot Said(string words) => new(MessagePart.What, words);
}
