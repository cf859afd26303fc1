using System.Collections.Immutable;
using MissionControl.Core.Board;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Board;

/// <summary>The verdict in words, ready to print.</summary>
/// <param name="LevelClass">The class that carries the level's colour.</param>
/// <param name="Word">"All calm", "Watch", "Act now", "Blind".</param>
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
    public string Announcement => $"{Word}. {Headline}.";

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
        var reasons = verdict.Reasons.Where(reason => !Same(reason.Words, verdict.Headline)).Select(ReasonView.From).ToImmutableArray();
        return new(
            verdict.Level,
            "level-" + name,
            shape,
            word,
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

    // The first reason may say no more than the headline did.
    private static bool Same(string words, string headline) =>
        string.Equals(words.TrimEnd('.'), headline.TrimEnd('.'), StringComparison.OrdinalIgnoreCase);
}

/// <summary>One sentence behind the verdict, and where it leads.</summary>
public sealed record ReasonView(string Words, string? Href)
{
    public static ReasonView From(VerdictReason reason) =>
        new(reason.Words, reason.Bpm is { } bpm ? Routes.Bpm(bpm) : null);
}
