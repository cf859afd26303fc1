using MissionControl.Core.Changes.Guilt;

namespace MissionControl.Bench.Guilt;

/// <summary>How often the guilty change is put first, on breaks drawn from a seed: with the usual knobs, which have a limit, and with each of them turned.</summary>
internal static class WhatChanged
{
    /// <summary>Shares of 100 that are missed, since less is better for a figure.</summary>
    private const double MostMissed = 10;

    private static readonly BreakShape _usual = new();

    /// <summary>What is told of each: its name, and its knobs.</summary>
    public static readonly (string Name, BreakShape Shape)[] Settings =
    [
        ("usual", _usual),
        ("what is changed often breaks often", _usual with { CauseFirst = true }),
        ("2 changes an hour", _usual with { ChangesAnHour = (2, 2) }),
        ("20 changes an hour", _usual with { ChangesAnHour = (20, 20) }),
        ("60 changes an hour", _usual with { ChangesAnHour = (60, 60) }),
        ("half within 1 min", _usual with { LagMedian = (1, 1) }),
        ("half within 30 min", _usual with { LagMedian = (30, 30) }),
        ("one in four slow", _usual with { SlowBurns = 0.25 }),
        ("always the same service", _usual with { Distance = (1, 0, 0) }),
        ("always one step away", _usual with { Distance = (0, 1, 0) }),
        ("always two steps away", _usual with { Distance = (0, 0, 1) }),
        ("distance 0, 1, 2 alike", _usual with { Distance = (1, 1, 1) }),
        ("seen up to 20 min late", _usual with { Slack = 20 }),
        ("past says nothing", _usual with { Risk = 1 }),
        ("always in a train", _usual with { Trains = 1 }),
        ("always another to the same service", _usual with { SameService = 1 }),
        ("5 to 10 services", _usual with { FewestServices = 5, MostServices = 10 }),
    ];

    public static Task<IReadOnlyList<Figure>> RunAsync(string _)
    {
        var figures = new List<Figure>();
        foreach (var (name, shape) in Settings)
        {
            var drawn = GeneratedBreak.Draw(shape, Options.Seed, Options.Breaks).ToList();
            var missed = 100.0 * drawn.Count(one => !one.IsFirst(GuiltRules.Rank(one.Break, one.Told, one.Where.Graph))) / drawn.Count;
            var known = 100.0 * drawn.Count(one => !Is(one, KnowsAll.First(one))) / drawn.Count;
            var latest = 100.0 * drawn.Count(one => !Is(one, KnowsAll.Latest(one))) / drawn.Count;
            var same = 100.0 * drawn.Count(one => !Is(one, KnowsAll.LatestOfSame(one))) / drawn.Count;
            figures.Add(new(
                $"{name}: guilty change not first, of {drawn.Count}, seed {Options.Seed}", missed, name == "usual" ? MostMissed : double.PositiveInfinity, "%",
                $"latest change {latest:0} %, latest of the same service {same:0} %; knowing the generator's own numbers", known));
        }

        return Task.FromResult<IReadOnlyList<Figure>>(figures);
    }

    private static bool Is(GeneratedBreak drawn, Core.Changes.Change? first) =>
        first is not null && (first.Id == drawn.Guilty.Id || (first.Title == drawn.Guilty.Title && first.Service == drawn.Guilty.Service));
}
