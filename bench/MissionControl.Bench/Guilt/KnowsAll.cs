using MissionControl.Core.Changes;
using MissionControl.Core.Changes.Guilt;

namespace MissionControl.Bench.Guilt;

/// <summary>
/// The yardstick: ranks with what nobody can know, the numbers that the break was drawn with. What it misses, chance decides; only trains and
/// decoys that were put near on purpose are not in its sums.
/// </summary>
internal static class KnowsAll
{
    private const int Steps = 12;

    public static Change? First(GeneratedBreak drawn)
    {
        var (where, seen) = (drawn.Where, drawn.Break.At);
        var near = where.Graph.Around(drawn.Break.Services);
        var things = where.Things.ToDictionary(static thing => thing.Name);
        var sums = where.Things.GroupBy(static thing => thing.Service).ToDictionary(static group => group.Key, static group => group.Sum(static thing => thing.Rate * thing.Risk));
        return drawn.Told.All.Where(change => change.At >= seen.AddHours(-30))
            .MaxBy(change => Rollback(change) ? 0 : Place(things[change.Title.Split(' ')[0]], change, near, sums, where) * Lag(change, drawn));
    }

    public static Change? Latest(GeneratedBreak drawn) => drawn.Told.All.FirstOrDefault(change => change.At <= drawn.Break.At);

    public static Change? LatestOfSame(GeneratedBreak drawn) =>
        drawn.Told.All.FirstOrDefault(change => change.At <= drawn.Break.At && change.Service == drawn.Break.Services[0]);

    private static bool Rollback(Change change) => change.Title.StartsWith("Roll back", StringComparison.Ordinal);

    // How often a guilty one is drawn there, beside how often an innocent one is.
    private static double Place(Thing thing, Change change, Neighbourhood near, Dictionary<string, double> sums, Organisation where)
    {
        var (nearness, shape) = (near.Of(thing.Service), where.Shape);
        var ring = nearness switch
        {
            { Kind: NearnessKind.Same } => shape.Distance.Same,
            { Kind: NearnessKind.Needed, Steps: 1 } => shape.Distance.One,
            { Kind: NearnessKind.Needed, Steps: 2 } => shape.Distance.Two,
            _ => 0,
        };
        var named = change.Service is null ? shape.Nameless.Guilty / Math.Max(1e-9, shape.Nameless.Innocent) : (1 - shape.Nameless.Guilty) / (1 - shape.Nameless.Innocent);
        return ring * thing.Risk * named / (shape.CauseFirst ? Dependants(thing.Service, nearness.Steps, where) : near.SizeOf(nearness) * sums[thing.Service]);
    }

    private static int Dependants(string service, int steps, Organisation where) =>
        steps == 0 ? 1 : where.Graph.Around([service]).SizeOf(new(NearnessKind.Needing, steps));

    private static double Lag(Change change, GeneratedBreak drawn)
    {
        var (shape, sum) = (drawn.Where.Shape, 0.0);
        for (var late = 0; late < Steps; late++)
        for (var step = 0; step < Steps; step++)
        {
            var share = (step + 0.5) / Steps;
            var began = drawn.Break.At.AddMinutes(-shape.Slack * (late + 0.5) / Steps);
            sum += change.Until is { } until
                ? Of((began - change.At - (share * (until - change.At))).TotalMinutes, drawn.Where)
                : ((1 - shape.ToldLate) * Of((began - change.At).TotalMinutes, drawn.Where)) + (shape.ToldLate * Of((began - change.At).TotalMinutes + (4 * share), drawn.Where));
        }

        return sum / Steps / Steps;
    }

    private static double Of(double minutes, Organisation where)
    {
        if (minutes <= 0)
            return 1e-6;
        var spread = where.Shape.LagSpread;
        var normal = Math.Log(minutes / where.LagMedian) / spread;
        var fast = Math.Exp(-normal * normal / 2) / (minutes * spread * Math.Sqrt(2 * Math.PI));
        var slow = minutes is >= 30 and <= 360 ? 1 / (minutes * Math.Log(12)) : 0;
        return ((1 - where.Shape.SlowBurns) * fast) + (where.Shape.SlowBurns * slow) + 1e-9;
    }
}
