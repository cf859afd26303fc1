using MissionControl.Core.Changes;
using MissionControl.Core.Changes.Guilt;

namespace MissionControl.Core.Wording;

/// <summary>Why a change is suspected, or not, in words.</summary>
public static class GuiltWords
{
    private static readonly TimeSpan AtOnce = TimeSpan.FromMinutes(1);

    /// <summary>"2 min before, same service, rolled back twice this year"; "40 min before, other service, no dependency".</summary>
    public static string Why(Suspect suspect) => string.Join(", ", Parts(suspect).Where(static part => part.Length > 0));

    /// <summary>"2 min before", "under way for 5 h", "told 2 min after it was seen".</summary>
    public static string Lag(Suspect suspect) =>
        suspect.WentOn && suspect.Lag >= AtOnce ? $"under way for {Words.Duration(suspect.Lag)}"
        : suspect.Lag <= -AtOnce ? $"told {Words.Duration(-suspect.Lag)} after it was seen"
        : suspect.Lag < AtOnce ? "at the same time"
        : $"{Words.Duration(suspect.Lag)} before";

    private static IEnumerable<string> Parts(Suspect suspect) =>
    [
        Lag(suspect),
        Where(suspect.Nearness),
        suspect.IsRollback ? "takes another back" : "",
        suspect.Again.IsEmpty ? "" : $"told {Times(suspect.Again.Length + 1)}",
        Said(suspect),
        Before(suspect),
    ];

    private static string Where(Nearness nearness) => nearness switch
    {
        { Kind: NearnessKind.Same } => "same service",
        { Kind: NearnessKind.Needed, Steps: 1 } => "a service it depends on",
        { Kind: NearnessKind.Needed, Steps: var steps } => $"a service it depends on, {steps} steps away",
        { Kind: NearnessKind.Needing } => "a service that depends on it",
        { Kind: NearnessKind.Unrelated } => "other service, no dependency",
        { Kind: NearnessKind.OfAll } => "of no service by name",
        _ => "how near is not known",
    };

    private static string Said(Suspect suspect) => suspect switch
    {
        { Said: ChangeMark.Innocent } => "said not to be it",
        { IsTakenBackSince: true } => "rolled back since",
        { Said: ChangeMark.Guilty } => "said to be it",
        { WasTakenBackBefore: true } => "already rolled back",
        _ => "",
    };

    // What is kept goes back 400 days.
    private static string Before(Suspect suspect) =>
        suspect.Guilty == 0 ? ""
        : suspect.RolledBack == suspect.Guilty ? $"rolled back {Times(suspect.Guilty)} in the last year"
        : $"to blame {Times(suspect.Guilty)} in the last year";

    private static string Times(int times) => times switch
    {
        1 => "once",
        2 => "twice",
        _ => $"{Words.Numeral(times)} times",
    };
}
