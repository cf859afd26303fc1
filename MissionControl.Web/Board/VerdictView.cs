using System.Collections.Immutable;
using MissionControl.Core.Board;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Board;

/// <summary>The verdict in words, ready to print.</summary>
/// <param name="LevelClass">The class that carries the level's colour.</param>
/// <param name="Word">"All calm", "Watch", "Act now", "Blind".</param>
/// <param name="Headline">Empty where the first reason says it.</param>
/// <param name="Spoken">The headline in any case, for reading aloud.</param>
/// <param name="Reasons">The first few; <paramref name="More"/> says how many were left out.</param>
/// <param name="SinceWords">"02:04".</param>
/// <param name="Lasted">"12 min"; counts up in the browser.</param>
/// <param name="Title">For the browser's tab.</param>
/// <param name="Icon">Address of the tab's icon.</param>
public sealed record VerdictView(
    VerdictLevel Level,
    string LevelClass,
    Shape Shape,
    string Word,
    string Headline,
    string Spoken,
    ImmutableArray<ReasonView> Reasons,
    string More,
    DateTimeOffset Since,
    string SinceWords,
    string SinceFull,
    string Lasted,
    string Title,
    string Icon)
{
    private const int ShownReasons = 4;

    /// <summary>What is read aloud when the level changes.</summary>
    public string Announcement => $"{Word}. {Spoken}.";

    public static VerdictView From(Verdict verdict, DateTimeOffset now, TimeZoneInfo zone)
    {
        var (name, word) = verdict.Level switch
        {
            VerdictLevel.ActNow => ("act", "Act now"),
            VerdictLevel.Watch => ("watch", "Watch"),
            VerdictLevel.Blind => ("blind", "Blind"),
            _ => ("calm", "All calm"),
        };
        var shape = Shape.Of(verdict.Level);
        var reasons = verdict.Reasons.Select(ReasonView.From).ToImmutableArray();
        // Where the first reason begins as the headline does, it says the same and more.
        var headline = reasons.Length > 0 && verdict.Headline.StartsWith(reasons[0].Lead, StringComparison.Ordinal) ? "" : verdict.Headline;
        return new(
            verdict.Level,
            "level-" + name,
            shape,
            word,
            headline,
            verdict.Headline,
            [.. reasons.Take(ShownReasons)],
            reasons.Length > ShownReasons ? $"and {reasons.Length - ShownReasons} more" : "",
            verdict.Since,
            Words.Time(verdict.Since, now, zone),
            Words.FullTime(verdict.Since, zone),
            Words.Duration(now - verdict.Since),
            $"{shape.Glyph} {word} · Mission Control",
            $"lib/icon-{name}.svg");
    }
}

/// <summary>One sentence behind the verdict, and where it leads.</summary>
/// <param name="Lead">What is wrong, up to the colon: read first.</param>
/// <param name="Rest">How far, since when, how many; with its colon; may be empty.</param>
public sealed record ReasonView(string Lead, string Rest, string? Href)
{
    public static ReasonView From(VerdictReason reason)
    {
        var colon = reason.Words.IndexOf(": ", StringComparison.Ordinal);
        var (lead, rest) = colon < 0 ? (reason.Words, "") : (reason.Words[..colon], reason.Words[colon..]);
        return new(lead, rest, reason.Bpm is { } bpm ? Routes.Bpm(bpm) : null);
    }
}
