using MissionControl.Bench;
using MissionControl.Bench.Alerts;
using MissionControl.Bench.Bands;
using MissionControl.Bench.Circuits;
using MissionControl.Bench.Guilt;
using MissionControl.Bench.Incidents;
using MissionControl.Bench.StatusPages;

// Roles the benchmark starts as processes of their own, so that what is measured is alone on its core.
switch (args)
{
    case ["serve-board", var url]:
        return await BoardServer.RunAsync(url);
    case ["serve-counter", var url]:
        return await CounterServer.RunAsync(url);
    case ["serve-app", .. var arguments]:
        return await AppServer.RunAsync(arguments);
    case ["serve-plain", var url, .. var file]:
        return await PlainServer.RunAsync(url, file);
    case ["bands", var data, .. var parts]:
        return BandsBench.Run(data, parts);
}

if (args is not [var app, .. var names] || !Options.Take(ref names))
{
    await Console.Error.WriteLineAsync("usage: MissionControl.Bench PUBLISHED_APP [first-paint] [restart] [glass] [circuits] [fuzz] [guesses] [auth-cost] [alerts] [alerts-kill] [inbox] [changes] [room] [room-kill] [status] [status-change] [status-hour] [status-trouble] [status-slow] [followers] [--seed N] [--requests N] [--seconds N] [--kills N] [--breaks N] [--hits N]   (see bench/run.sh)");
    return 2;
}

var benchmarks = new (string Name, Func<string, Task<IReadOnlyList<Figure>>> Run)[]
{
    ("first-paint", FirstPaint.RunAsync),
    ("restart", Restart.RunAsync),
    ("glass", Glass.RunAsync),
    ("circuits", CircuitLoad.RunAsync),
    ("fuzz", Fuzz.RunAsync),
    ("guesses", Guesses.RunAsync),
    ("auth-cost", AuthCost.RunAsync),
    ("alerts", AlertIntake.RunAsync),
    ("alerts-kill", AlertsKill.RunAsync),
    ("inbox", Inbox.RunAsync),
    ("changes", WhatChanged.RunAsync),
    ("room", Room.RunAsync),
    ("room-kill", RoomKill.RunAsync),
    ("status", StatusRate.RunAsync),
    ("status-change", StatusChange.RunAsync),
    ("status-hour", StatusHour.RunAsync),
    ("status-trouble", StatusTrouble.RunAsync),
    ("status-slow", StatusSlow.RunAsync),
    ("followers", FollowerFanOut.RunAsync),
};
Console.WriteLine(Machine.Describe());
Console.WriteLine();
Console.WriteLine(Figure.Header);
var met = true;
foreach (var (name, run) in benchmarks.Where(benchmark => names.Length == 0 || names.Contains(benchmark.Name)))
    foreach (var figure in await run(app))
    {
        Console.WriteLine(figure);
        met &= figure.IsMet;
    }

return met ? 0 : 1;
