using System.Collections.Immutable;

namespace MissionControl.Core.Board;

/// <summary>The whole board in one line.</summary>
/// <param name="Headline">What to read first, for example "Sign-in success is below normal".</param>
/// <param name="Reasons">Most important first. For All calm: what was looked at.</param>
/// <param name="Since">Since when the level holds.</param>
public sealed record Verdict(VerdictLevel Level, string Headline, ImmutableArray<VerdictReason> Reasons, DateTimeOffset Since);

/// <summary>One sentence behind the verdict.</summary>
/// <param name="Bpm">The BPM it is about, if it is about one.</param>
public sealed record VerdictReason(string Words, string? Bpm = null);

public enum VerdictLevel
{
    AllCalm,
    Watch,
    ActNow,

    /// <summary>We cannot see enough to say.</summary>
    Blind,
}
