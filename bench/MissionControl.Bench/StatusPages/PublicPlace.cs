using System.Text;
using MissionControl.Core.Incidents;
using MissionControl.Core.StatusPage;
using MissionControl.Web.StatusPage;

namespace MissionControl.Bench.StatusPages;

/// <summary>A status page as it is on a bad day: twelve components in three groups, 90 days of each, an incident with three updates, one that is over.</summary>
internal sealed class PublicPlace : IDisposable
{
    public const int Components = 12;

    /// <summary>How often what a page of its own reads is written anew: it must never look old.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _writing;

    public PublicPlace(Workplace place)
    {
        Snapshot = place["status-page.json"];
        Write();
        _writing = WriteAgainAsync();
    }

    public string Snapshot { get; }

    /// <summary>The page in a process of its own.</summary>
    public Task<ServerProcess> ServeAsync(string app) => ServerProcess.StartAsync(app, ["status-page", "--urls", "{url}", "--snapshot", Snapshot], static address => ServerProcess.SaysYesAsync(new Uri(address, "/status")));

    /// <summary>The catalog of an app whose page has as many components, of a service each.</summary>
    public static string Catalog()
    {
        var yaml = new StringBuilder("services:\n");
        for (var number = 0; number < Components; number++)
            yaml.Append($"  - {{ id: service-{number}, name: Service {number}, owner: team }}\n");
        yaml.Append("components:\n");
        for (var number = 0; number < Components; number++)
            yaml.Append($"  - {{ id: component-{number}, name: Part {number}, services: [service-{number}] }}\n");
        return yaml.ToString();
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _writing.Wait();
        _stopping.Dispose();
    }

    private async Task WriteAgainAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            await Task.Delay(Pause, TimeProvider.System, _stopping.Token).ContinueWith(static _ => { }, TaskScheduler.Default);
            Write();
        }
    }

    private void Write()
    {
        if (new StatusFile(Snapshot).Write(Model(TimeProvider.System.GetUtcNow())) is { } failure)
            throw failure;
    }

    private static PublicModel Model(DateTimeOffset now) => new()
    {
        At = now,
        Page = StatusPageDefinition.Usual with { Name = "Unicorn Rentals status", Intro = "For stables and renters.", Contact = "Your usual contact at head office, or 0300 000 0000." },
        Zone = "Europe/London",
        Components = [.. Enumerable.Range(0, Components).Select(number => Component(number, now))],
        Incidents =
        [
            new(
                2, "Some people cannot pay for a ride", ["component-3", "component-4"], Phase.Identified, ComponentState.PartlyDown, now.AddMinutes(-50), null, now.AddMinutes(25),
                "Paying by card fails for some people. Their booking is kept for an hour; they can try again later.",
                [
                    Update(9, now.AddMinutes(-5), Phase.Identified, "We know why, and are putting it right. Bookings that were made are safe."),
                    Update(6, now.AddMinutes(-25), Phase.Investigating, "About one in five payments fails. Everything else works."),
                    Update(3, now.AddMinutes(-50), Phase.Investigating, "Some people cannot pay. We are looking into it."),
                ]),
            new(
                1, "Confirmations came late", ["component-6"], Phase.Resolved, ComponentState.Degraded, now.AddDays(-3), now.AddDays(-3).AddHours(2), null, "",
                [Update(4, now.AddDays(-3).AddHours(2), Phase.Resolved, "Confirmations arrive at once again. None were lost."), Update(2, now.AddDays(-3), Phase.Investigating, "Confirmations arrive late.")]),
        ],
    };

    private static PublicComponent Component(int number, DateTimeOffset now)
    {
        var chance = new Random(number);
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        PublicDay[] days = [.. Enumerable.Range(0, 90).Select(day => Day(today.AddDays(day - 89), chance.Next(100)))];
        return new(
            $"component-{number}", $"Part {number} of the service", "What people do with it, in a sentence.", number < 5 ? "For renters" : number < 9 ? "For stables" : "For head office", "",
            number is 3 or 4 ? ComponentState.PartlyDown : ComponentState.Working, now.AddMinutes(-50), [.. days], 0.9987, days.Sum(static day => day.Outage), [new(new DateOnly(today.Year, today.Month, 1), 0.999, 12)]);
    }

    private static PublicDay Day(DateOnly day, int luck) => luck switch
    {
        < 2 => new(day, ComponentState.Down, 34, 0, 0, 0, []),
        < 4 => new(day, ComponentState.PartlyDown, 18, 40, 0, 0, []),
        < 8 => new(day, ComponentState.Degraded, 0, 55, 0, 0, []),
        _ => new(day, ComponentState.Working, 0, 0, 0, 0, []),
    };

    private static PublicUpdate Update(int number, DateTimeOffset at, Phase phase, string text) => new(number, at, null, null, phase, "Some people cannot pay for a ride", text);
}
