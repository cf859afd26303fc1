using System.Collections.Immutable;
using MissionControl.Core.Changes;
using MissionControl.Core.Changes.Guilt;

namespace MissionControl.Bench.Guilt;

/// <summary>A break with everything that was told until five minutes after it was seen, and what really caused it.</summary>
internal sealed record GeneratedBreak(Organisation Where, Break Break, ToldChanges Told, Change Guilty)
{
    /// <summary>Breaks of one organisation, which have a past in common.</summary>
    private const int InOne = 4;

    private const int MostInPast = 3000;
    private static readonly DateTimeOffset _day = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    public static IEnumerable<GeneratedBreak> Draw(BreakShape shape, int seed, int count)
    {
        var random = new Random(seed);
        for (var made = 0; made < count;)
        {
            var where = new Organisation(shape, random);
            var past = Past(where, random);
            for (var i = 0; i < InOne && made < count; i++, made++)
                yield return Draw(where, past, random);
        }
    }

    /// <summary>Was the guilty one put first, under whichever of its keys?</summary>
    public bool IsFirst(ImmutableArray<Suspect> ranked) => ranked is [var first, ..] && (first.Change.Id == Guilty.Id || first.Again.Any(again => again.Id == Guilty.Id));

    private static GeneratedBreak Draw(Organisation where, ImmutableArray<Change> past, Random random)
    {
        var shape = where.Shape;
        var (culprit, broken) = shape.CauseFirst ? CauseFirst(where, random) : BreakFirst(where, random);
        var began = _day.AddHours(24 * random.NextDouble());
        var seen = where.Chance(shape.SeenEarly) ? began.AddMinutes(-2 * random.NextDouble()) : began.AddMinutes(shape.Slack * random.NextDouble());
        var guilty = Guilt(where, culprit, began, random);
        var around = new List<Change> { guilty };
        around.AddRange(Decoys(where, seen, random));
        if (where.Chance(shape.Trains))
            around.AddRange(Enumerable.Range(0, random.Next(1, 5)).Select(_ => Innocent(where, Any(where), guilty.At.AddMinutes((10 * random.NextDouble()) - 5))));
        if (where.Chance(shape.NearInTime) && Unrelated(where, broken) is { Length: > 0 } strangers)
            around.Add(Innocent(where, where.Draw(strangers, static thing => thing.Rate), seen.AddMinutes(-3 * random.NextDouble())));
        if (where.Chance(shape.SameService))
            around.Add(Innocent(where, where.Draw([.. where.Things.Where(thing => thing.Service == culprit.Service)], static thing => thing.Rate), seen.AddMinutes(-60 * random.NextDouble())));
        around.AddRange(around.Where(_ => where.Chance(shape.Retries)).Select(change => Retold(change, random)).ToList());
        // Asked when it has just been seen: what is told later, the roll-back above all, is not there yet.
        var told = around.Where(change => change.At <= seen.AddMinutes(5)).Concat(past).OrderByDescending(static change => change.At).ThenByDescending(static change => change.Id);
        return new(where, new([broken], seen, TimeSpan.FromMinutes(shape.Slack)), new(1, [.. told]), guilty);
    }

    // What is changed often and is risky breaks things, in itself or in what needs it.
    private static (Thing Culprit, string Broken) CauseFirst(Organisation where, Random random)
    {
        var culprit = where.Draw(where.Things, static thing => thing.Rate * thing.Risk);
        return (culprit, Away(where, culprit.Service, NearnessKind.Needing, random));
    }

    // Every service breaks equally often, however much is changed in it.
    private static (Thing Culprit, string Broken) BreakFirst(Organisation where, Random random)
    {
        var broken = where.Services[random.Next(where.Services.Length)].Id;
        var service = Away(where, broken, NearnessKind.Needed, random);
        return (where.Draw([.. where.Things.Where(thing => thing.Service == service)], static thing => thing.Rate * thing.Risk), broken);
    }

    private static string Away(Organisation where, string from, NearnessKind along, Random random)
    {
        var (same, one, two) = where.Shape.Distance;
        var draw = (random.NextDouble() * (same + one + two)) - same;
        var near = where.Graph.Around([from]).Near;
        // Where nothing is so far away, the next nearer.
        for (var steps = draw < 0 ? 0 : draw < one ? 1 : 2; steps > 0; steps--)
            if (near.Where(pair => pair.Value == new Nearness(along, steps)).Select(static pair => pair.Key).Order(StringComparer.Ordinal).ToArray() is { Length: > 0 } ring)
                return ring[random.Next(ring.Length)];
        return from;
    }

    private static Change Guilt(Organisation where, Thing culprit, DateTimeOffset began, Random random)
    {
        var shape = where.Shape;
        var lag = where.Chance(shape.SlowBurns) ? where.Between((30, 360)) : where.LagMedian * Math.Exp(shape.LagSpread * where.Normal());
        var change = where.Tell(culprit, began.AddMinutes(-lag), shape.Nameless.Guilty);
        // What goes on for a while breaks at any of its steps: the lag counts from that one.
        if (change.Until is { } until && random.NextDouble() is var step)
            return change with { At = change.At - (step * (until - change.At)), Until = until - (step * (until - change.At)) };
        return Late(where, change, random);
    }

    /// <summary>Three days of what goes on anyway.</summary>
    private static IEnumerable<Change> Decoys(Organisation where, DateTimeOffset seen, Random random)
    {
        for (var minutes = -5 + Gap(where, random); minutes < 3 * 1440; minutes += Gap(where, random))
            yield return Late(where, Innocent(where, Any(where), seen.AddMinutes(-minutes)), random);
    }

    private static double Gap(Organisation where, Random random) => -Math.Log(1 - random.NextDouble()) * 60 / where.ChangesAnHour;

    private static ImmutableArray<Change> Past(Organisation where, Random random)
    {
        var past = ImmutableArray.CreateBuilder<Change>();
        var minutes = 4.0 * 1440;
        while (past.Count < MostInPast && minutes < 90 * 1440)
        {
            minutes += Gap(where, random);
            var thing = Any(where);
            var change = where.Tell(thing, _day.AddMinutes(-minutes), where.Shape.Nameless.Innocent);
            var known = where.Chance(thing.Risk) ? where.Chance(where.Shape.Recorded) : where.Chance(0.005);
            past.Add(known ? change with { Mark = where.Chance(0.5) ? ChangeMark.Guilty : ChangeMark.RolledBack, MarkedAt = change.At.AddHours(1) } : change);
        }

        return past.ToImmutable();
    }

    private static Thing Any(Organisation where) => where.Draw(where.Things, static thing => thing.Rate);

    private static Thing[] Unrelated(Organisation where, string broken)
    {
        var near = where.Graph.Around([broken]);
        return [.. where.Things.Where(thing => near.Of(thing.Service).Kind == NearnessKind.Unrelated)];
    }

    private static Change Innocent(Organisation where, Thing thing, DateTimeOffset at)
    {
        var change = where.Tell(thing, at, where.Shape.Nameless.Innocent);
        return where.Chance(where.Shape.Rollbacks) ? change with { Title = $"Roll back {thing.Name}" } : change;
    }

    private static Change Late(Organisation where, Change change, Random random) =>
        change.Until is null && where.Chance(where.Shape.ToldLate) ? change with { At = change.At.AddMinutes(4 * random.NextDouble()) } : change;

    private static Change Retold(Change change, Random random)
    {
        var id = new Guid(change.Id.GetHashCode(), 1, 0, [0, 0, 0, 0, 0, 0, 0, 2]);
        return change with { Id = id, Key = id.ToString(), At = change.At.AddMinutes(10 * random.NextDouble()), Until = null };
    }
}
