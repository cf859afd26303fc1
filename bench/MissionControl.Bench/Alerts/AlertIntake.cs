namespace MissionControl.Bench.Alerts;

/// <summary>
/// Alerts at a steady rate and as fast as they are taken, into the app in Production with SQLite. Beside it: Debian's Alertmanager, which keeps them in
/// memory, with the same alerts.
/// </summary>
internal static class AlertIntake
{
    private const double Rate = 5000;
    private const double Limit = 100;
    private const int Rounds = 3;

    // What Prometheus servers and Alertmanagers of a large place have open at once; fewer than the app has places for.
    private const int AtOnce = 16;

    private static readonly TimeSpan _warmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _round = TimeSpan.FromSeconds(10);

    public static async Task<IReadOnlyList<Figure>> RunAsync(string app)
    {
        using var place = new Workplace();
        await using var office = await AlertOffice.OpenAsync(place);
        await SignedIn.AddAsync(app, place);
        var stream = new AlertStream(Options.Seed, TimeProvider.System.GetUtcNow().AddHours(-6));
        await using var alertmanager = AlertmanagerProcess.IsHere ? await AlertmanagerProcess.StartAsync(place) : null;
        using var client = office.Client();
        AlertSender ours;
        Sent steady, yardstick;
        double before, after, settled, busyFor;
        List<double> quick = [], quickYardstick = [];
        PageTimes calm, busy;
        await using (var server = await ServerProcess.StartAsync(app, [.. place.Arguments, .. AlertOffice.Unlimited], static async address => await SignedIn.AskAsync(new Uri(address, "/api/v1/board")) is not null))
        {
            ours = new(client, new Uri(server.Address, "/api/v1/alerts/alertmanager"), stream.Webhook);
            var theirs = alertmanager is null ? null : new AlertSender(client, new Uri(alertmanager.Address, "/api/v2/alerts"), stream.Posted);
            foreach (var sender in (AlertSender?[])[ours, theirs])
                await (sender?.AtRateAsync(Rate / AlertStream.InMessage, _warmUp) ?? Task.CompletedTask);
            before = server.Memory / (1024.0 * 1024);
            var used = server.ProcessorTime;
            steady = await ours.AtRateAsync(Rate / AlertStream.InMessage, Options.Length);
            await Console.Error.WriteLineAsync($"steady: {Statuses(steady)} in {steady.Took.TotalSeconds:0.0} s, p50 {steady.Quantile(0.5):0.0} ms, p99 {steady.Quantile(0.99):0.0} ms; {await office.WaitingAsync()} messages not yet worked in");
            settled = (await office.SettledAsync(TimeSpan.FromMinutes(2))).TotalMilliseconds;
            busyFor = (server.ProcessorTime - used) / steady.Took * 100;
            after = server.Memory / (1024.0 * 1024);
            yardstick = theirs is null ? new([], TimeSpan.FromSeconds(1)) : await theirs.AtRateAsync(Rate / AlertStream.InMessage, Options.Length);
            calm = await AlertPage.MeasureAsync(client, server.Address, "Calm");
            var load = ours.AtRateAsync(Rate / AlertStream.InMessage, Options.Length / 2);
            busy = await AlertPage.MeasureAsync(client, server.Address, "Busy");
            await load;
            await office.SettledAsync(TimeSpan.FromMinutes(2));
            for (var round = 0; round < Rounds; round++)
            {
                quick.Add((await ours.AtOnceAsync(AtOnce, _round)).AlertsASecond);
                await office.SettledAsync(TimeSpan.FromMinutes(2));
                if (theirs is not null)
                    quickYardstick.Add((await theirs.AtOnceAsync(AtOnce, _round)).AlertsASecond);
            }

            await Console.Error.WriteLineAsync($"closed loop: {string.Join(", ", quick.Select(static rate => $"{rate:#,0}"))} alerts/s, Alertmanager {string.Join(", ", quickYardstick.Select(static rate => $"{rate:#,0}"))}");
            foreach (var said in server.Said.Where(static line => line.Contains("fail", StringComparison.Ordinal) || line.Contains("Exception", StringComparison.Ordinal)).Take(10))
                await Console.Error.WriteLineAsync(said);
        }

        var audit = await office.AuditAsync(stream, ours.Answered);
        const string Beside = "Debian's Alertmanager, in memory";
        double? Other(double value) => alertmanager is null ? null : value;
        return
        [
            // Below the rate is a miss, as above the limit is for the others.
            new($"alerts of {Rate:#,0} a second not taken each second, open loop, {AlertStream.InMessage} a POST, {Options.Length.TotalSeconds:0} s", Math.Max(0, Rate - (steady.AlertsASecond * Math.Max(1, steady.Took / Options.Length))), Rate * 0.001, "/ s", Beside, Other(Math.Max(0, Rate - (yardstick.AlertsASecond * Math.Max(1, yardstick.Took / Options.Length))))),
            new("answers that were not 200", steady.Refused, 0, "", Beside, Other(yardstick.Refused)),
            new($"answer, p99 of {steady.Results.Count:#,0}, from when it was due", steady.Quantile(0.99), Limit, "ms", Beside, Other(yardstick.Quantile(0.99))),
            new("the same, median", steady.Quantile(0.5), Limit, "ms", Beside, Other(yardstick.Quantile(0.5))),
            new("from the last answer to nothing waiting to be worked in", settled, double.PositiveInfinity, "ms", "–", null),
            new("processor of the server meanwhile, of one core", busyFor, double.PositiveInfinity, "%", "–", null),
            new("process memory after it", after, double.PositiveInfinity, "MB", "before, warm", before),
            new($"alerts a second, closed loop of {AtOnce}, median of {Rounds} × {_round.TotalSeconds:0} s", Figure.Quantile(quick, 0.5), double.PositiveInfinity, "/ s", Beside, Other(Figure.Quantile(quickYardstick, 0.5))),
            new($"alert answered to its row in an open page's circuit, p95 of {calm.Times.Count}", Figure.Quantile(calm.Times, 0.95), 1000, "ms", "median", Figure.Quantile(calm.Times, 0.5)),
            new($"the same beside {Rate:#,0} alerts a second, p95 of {busy.Times.Count}", Figure.Quantile(busy.Times, 0.95), 1000, "ms", "median", Figure.Quantile(busy.Times, 0.5)),
            new("alerts whose row did not come", calm.Lost + busy.Lost, 0, "", "–", null),
            .. Found(audit),
            new("answered messages more than once in the log", audit.LoggedAgain, 0, "", "–", null),
        ];
    }

    /// <summary>What must not be found afterwards.</summary>
    public static IEnumerable<Figure> Found(Audit audit)
    {
        yield return new($"of {audit.Alerts:#,0} answered alerts not in the database; more than once; not over though told", audit.Missing, 0, "", $"{audit.Missing}; {audit.Twice}; {audit.Wrong}", null);
        yield return new("the same, all three", audit.Missing + audit.Twice + audit.Wrong, 0, "", "–", null);
        yield return new("answered messages not in the log", audit.Unlogged, 0, "", "–", null);
    }

    private static string Statuses(Sent sent) => string.Join(", ", sent.Results.GroupBy(static result => result.Status).Select(static same => $"{same.Key} × {same.Count():#,0}"));
}
