using System.Collections.Immutable;
using System.Globalization;
using MissionControl.Bench.Hostile;
using MissionControl.Core.Journal;
using MissionControl.Core.People.Tokens;
using MissionControl.Core.Storage;
using MissionControl.Web.Account;
using MissionControl.Web.Hosting;

namespace MissionControl.Bench;

/// <summary>
/// Ten thousand hostile requests on every address that docs/access.md lists, from strangers and from everybody who may do something,
/// at the app in Production in a process of its own.
/// </summary>
internal static class Fuzz
{
    private const string Planted = "planted-secret-of-a-source";
    private const double MostGrowth = 0.2;

    // What an attack of another seed grows once (compiled code, pools, caches) is no leak: it is done before memory is first asked.
    private const int WarmUp = 3000;
    private const int ShownFindings = 20;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(15);

    public static async Task<IReadOnlyList<Figure>> RunAsync(string app)
    {
        using var place = new Workplace();
        await WriteCatalogAsync(place);
        var doors = Door.ReadTable(Path.Combine("docs", "access.md"));
        var cast = new Cast();
        cast.Secrets.Add(Planted);
        await using var office = MissionApp.Create(place.OfficeArguments, static builder => builder.Logging.ClearProviders());
        await office.Services.MigrateStorageAsync(CancellationToken.None);
        await using (var scope = office.Services.CreateAsyncScope())
        {
            var services = scope.ServiceProvider;
            await cast.AddAsync(services.GetRequiredService<TokenBook>(), services.GetRequiredService<ITokenStore>(), services.GetRequiredService<WallBook>(), services.GetRequiredService<PeopleDesk>());
        }

        await using var server = await ServerProcess.StartAsync(typeof(Fuzz).Assembly.Location, ["serve-app", .. place.Arguments], IsReadyAsync);
        await cast.EnterAsync(server.Address, doors);
        var judge = new Judge(doors, [.. cast.Secrets]);
        Siege Siege(int seed) => new(new(seed, doors, cast.Callers, server.Address), judge, server.Address);

        var journal = office.Services.GetRequiredService<IJournal>();
        var known = await LastAsync(journal);
        var fresh = await MemoryAsync(server);
        var warmUp = Siege(Options.Seed + 1);
        await warmUp.SendAsync(0, Math.Min(WarmUp, Options.Requests));
        await Task.Delay(Rest, TimeProvider.System);
        var before = await MemoryAsync(server);
        var siege = Siege(Options.Seed);
        await siege.SendAsync(0, Options.Requests);
        var height = server.Memory / (1024.0 * 1024);
        await Task.Delay(Rest, TimeProvider.System);
        var after = await MemoryAsync(server);
        var findings = siege.Findings.Concat(warmUp.Findings).Concat(await ChangesAsync(journal, known, cast)).ToList();
        foreach (var finding in findings.GroupBy(static finding => finding.Fault).SelectMany(static same => same.Take(ShownFindings)))
            await Console.Error.WriteLineAsync($"{finding.Fault} {finding.Words}");
        if (findings.Count > 0)
            foreach (var logged in server.Said.Where(static line => line.Contains("Exception", StringComparison.Ordinal)).GroupBy(static line => line).OrderByDescending(static same => same.Count()).Take(ShownFindings))
                await Console.Error.WriteLineAsync($"logged {logged.Count()} ×: {logged.Key}");
        var answers = await ServerProcess.SaysYesAsync(new Uri(server.Address, "/healthz/live"));
        return [.. Faults(findings, answers), .. Statuses(siege, doors), .. Grown(fresh, before, height, after)];
    }

    private static IEnumerable<Figure> Faults(List<Finding> findings, bool answers)
    {
        Figure None(string what, Fault fault) => new(what, findings.Count(finding => finding.Fault == fault), 0, "", "–", null);
        yield return None($"{Options.Requests:#,0} hostile requests, seed {Options.Seed}: answered 5xx (503 with Retry-After, and 505 to other versions of HTTP, apart)", Fault.Failed);
        yield return None("had what the caller may not have", Fault.LetIn);
        yield return None("answers with a stack trace, a path of the server or a planted secret", Fault.Leaked);
        yield return None("without an answer for 40 s", Fault.Overdue);
        yield return None("entries in the journal, or faults of its chain, that nothing sent may bring about", Fault.Changed);
        yield return new("the process does not answer afterwards", answers ? 0 : 1, 0, "", "–", null);
    }

    private static IEnumerable<Figure> Statuses(Siege siege, ImmutableArray<Door> doors)
    {
        double Share(Func<int, bool> isMeant) => 100.0 * siege.Statuses.Where(status => isMeant(status.Key)).Sum(static status => status.Value) / Options.Requests;
        var all = string.Join(", ", siege.Statuses.OrderBy(static status => status.Key).Select(static status => $"{(status.Key == 0 ? "none" : status.Key)} × {status.Value:#,0}"));
        yield return new("answered 2xx", Share(static status => status is >= 200 and < 300), double.PositiveInfinity, "%", $"all statuses: {all}", null);
        yield return new("kept out by the rate limits (429, 503)", Share(static status => status is 429 or 503), 10, "%", "–", null);
        yield return new("addresses that nobody got through to", doors.Select(static door => door.Address).Distinct().Count(address => !siege.Opened.ContainsKey(address)), double.PositiveInfinity, "", $"of {doors.Length}", null);
    }

    private static IEnumerable<Figure> Grown((double Process, double Managed) fresh, (double Process, double Managed) before, double height, (double Process, double Managed) after)
    {
        yield return new($"process memory {Rest.TotalSeconds:0} s afterwards, garbage collected", after.Process, before.Process * (1 + MostGrowth), "MB", $"before, warm after {Math.Min(WarmUp, Options.Requests):#,0} others", before.Process);
        yield return new("managed memory of it", after.Managed, before.Managed * (1 + MostGrowth), "MB", "before", before.Managed);
        yield return new("process memory at the end of the attack, not collected", height, double.PositiveInfinity, "MB", "freshly started", fresh.Process);
    }

    private static async Task<bool> IsReadyAsync(Uri address)
    {
        using var answer = await ServerProcess.Http.GetAsync(new Uri(address, "/healthz/ready"));
        return answer.IsSuccessStatusCode;
    }

    private static async Task<(double Process, double Managed)> MemoryAsync(ServerProcess server)
    {
        var said = (await ServerProcess.Http.GetStringAsync(new Uri(server.Address, "/bench/memory"))).Split(' ').Select(static part => double.Parse(part, CultureInfo.InvariantCulture) / (1024 * 1024)).ToArray();
        return (said[0], said[1]);
    }

    private static async Task<long> LastAsync(IJournal journal)
    {
        var last = 0L;
        while (await journal.ReadAfterAsync(last, 1000, CancellationToken.None) is { Length: > 0 } entries)
            last = entries[^1].Sequence;
        return last;
    }

    private static async Task<List<Finding>> ChangesAsync(IJournal journal, long known, Cast cast)
    {
        var findings = (await journal.VerifyAsync(CancellationToken.None)).Select(static fault => new Finding(Fault.Changed, $"entry {fault.Sequence}: {fault.Words}")).ToList();
        while (await journal.ReadAfterAsync(known, 1000, CancellationToken.None) is { Length: > 0 } entries)
        {
            known = entries[^1].Sequence;
            findings.AddRange(entries.Where(entry => !cast.MayJournal(entry.Kind, entry.Actor)).Select(static entry => new Finding(Fault.Changed, $"entry {entry.Sequence}: {entry.Kind} by {entry.Actor}")));
        }

        return findings;
    }

    private static Task WriteCatalogAsync(Workplace place) => place.WriteCatalogAsync(
        $"demo: {{ seed: 7 }}\n  - id: pushing\n    pushed: {{}}\n  - id: locked\n    prometheus: {{ url: \"http://127.0.0.1:9\", headers: {{ Authorization: \"Bearer {Planted}\" }} }}",
        12,
        static number => number switch
        {
            0 => "    kind: count\n    query: q0\n    unit: records\n",
            _ => $"    kind: rate\n    query: q{number}\n    unit: / hour\n",
        },
        "  - id: fed\n    name: Fed\n    means: What attackers push.\n    source: pushing\n    kind: value\n    unit: records\n  - id: far\n    name: Far\n    means: A source that does not answer.\n    source: locked\n    kind: value\n    query: up\n    unit: records\n");
}
