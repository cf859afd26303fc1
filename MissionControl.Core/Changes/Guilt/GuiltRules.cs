using System.Collections.Immutable;

namespace MissionControl.Core.Changes.Guilt;

/// <summary>
/// Which change broke it: pure. Every change begins with how likely a guilty one is to be told at that moment (<see cref="LagRules"/>), times how
/// likely the cause lies that far along the dependencies, its kind, and what changes like it did before (<see cref="PastGuilt"/>). How it was
/// chosen and measured: docs/changes.md, bench/README.md.
/// </summary>
public static class GuiltRules
{
    /// <summary>The most that are worth reading.</summary>
    public const int Most = 20;

    /// <summary>How often nothing that was told is to blame: load, a partner, hardware, or a change that nobody told.</summary>
    private const double Untold = 0.3;

    /// <summary>A change told again with the same words so shortly after is the same one.</summary>
    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(30);

    /// <summary>Whoever looked, or took it back after the break, is nearly always right.</summary>
    private static readonly double Word = Math.Log(50);

    /// <summary>What was no longer there can only have left something behind.</summary>
    private static readonly double Gone = Math.Log(0.1);

    /// <summary>Going back to what ran before seldom breaks anything.</summary>
    private static readonly double GoesBack = Math.Log(0.25);

    /// <summary>The likeliest first; at most <see cref="Most"/>.</summary>
    /// <param name="broke">What, and when.</param>
    /// <param name="told">Every change.</param>
    /// <param name="graph">Which service needs which.</param>
    public static ImmutableArray<Suspect> Rank(Break broke, ToldChanges told, ServiceGraph graph)
    {
        var near = graph.Around(broke.Services);
        var usual = Traffic.Of(told, broke, near);
        var scores = Merge([.. told.All.Where(change => MayBe(change, broke)).Select(change => Weigh(change, broke, told.Past, usual))]);
        var sum = Untold + scores.Sum(static one => Math.Exp(one.Score));
        return [.. scores.Take(Most).Select(one => one.Suspect with { Share = Math.Exp(one.Score) / sum })];
    }

    private static bool MayBe(Change change, Break broke) =>
        change.At <= broke.At + LagRules.LatestAfter && (change.Until ?? change.At) >= broke.At - LagRules.Longest;

    private static (Suspect Suspect, double Score) Weigh(Change change, Break broke, PastGuilt past, Traffic usual)
    {
        var nearness = usual.NearnessOf(change, past);
        var lag = broke.At - change.At;
        var takenBack = past.TakenBackAt(change.Id);
        var (guilty, rolledBack) = past.Like(change);
        var suspect = new Suspect
        {
            Change = change,
            Share = 0,
            Lag = lag,
            WentOn = change.Until is { } end && change.At <= broke.At && end >= broke.At,
            Nearness = nearness,
            Guilty = guilty,
            RolledBack = rolledBack,
            IsTakenBackSince = takenBack >= broke.At,
            WasTakenBackBefore = takenBack < broke.At,
            IsRollback = Rollbacks.IsOne(change),
            // What was said before speaks of another break, and counts as the past does.
            Said = change.MarkedAt >= broke.At ? change.Mark : null,
        };
        var density = change.Until is { } until
            ? LagRules.Density(lag.TotalMinutes, (broke.At - until).TotalMinutes, broke.SlackMinutes)
            : LagRules.Density(lag.TotalMinutes, broke.SlackMinutes);
        return (suspect, Math.Log(density) + Math.Log(PlaceOf(nearness)) - Math.Log(usual.AMinute(nearness)) + Math.Log(KindOf(change.Kind)) + past.Weigh(change) + Evidence(suspect));
    }

    private static double Evidence(Suspect suspect) =>
        (suspect.Said is ChangeMark.Guilty || (suspect.IsTakenBackSince && suspect.Said is not ChangeMark.Innocent) ? Word : 0)
        - (suspect.Said is ChangeMark.Innocent ? Word : 0)
        + (suspect.WasTakenBackBefore ? Gone : 0)
        + (suspect.IsRollback ? suspect.Lag < TimeSpan.Zero ? GoesBack - Word : GoesBack : 0);

    /// <summary>
    /// How often the cause lies there: most breaks are a service's own doing, then of what it needs, less with every step. What depends on it can
    /// only overload it.
    /// </summary>
    private static double PlaceOf(Nearness nearness) => nearness.Kind switch
    {
        NearnessKind.Same => 0.55,
        NearnessKind.Needed => 0.25 * Math.Pow(0.5, nearness.Steps - 1),
        NearnessKind.Needing => 0.04 * Math.Pow(0.5, nearness.Steps - 1),
        NearnessKind.OfAll => 0.08,
        NearnessKind.Unknown => 0.06,
        _ => 0.03,
    };

    /// <summary>Binaries and configuration break things about equally often (Google counts 37 and 31 of a hundred outages in the SRE Workbook); a flag is made to be turned back.</summary>
    private static double KindOf(ChangeKind kind) => kind switch
    {
        ChangeKind.Deploy => 1,
        ChangeKind.Configuration => 0.9,
        ChangeKind.Flag => 0.8,
        _ => 0.7,
    };

    /// <summary>Retries become one, the likeliest of them; the likeliest first.</summary>
    private static List<(Suspect Suspect, double Score)> Merge(List<(Suspect Suspect, double Score)> weighed)
    {
        var merged = new List<(Suspect Suspect, double Score)>();
        foreach (var one in weighed.OrderByDescending(static one => one.Score).ThenByDescending(static one => one.Suspect.Change.At).ThenByDescending(static one => one.Suspect.Change.Id))
        {
            var same = merged.FindIndex(other => IsRetry(other.Suspect.Change, one.Suspect.Change));
            if (same < 0)
                merged.Add(one);
            else
                merged[same] = (merged[same].Suspect with { Again = merged[same].Suspect.Again.Add(one.Suspect.Change) }, merged[same].Score);
        }

        return merged;
    }

    private static bool IsRetry(Change one, Change other) =>
        one.Service == other.Service && one.Kind == other.Kind && (one.At - other.At).Duration() <= Retry && string.Equals(one.Title, other.Title, StringComparison.OrdinalIgnoreCase);
}
