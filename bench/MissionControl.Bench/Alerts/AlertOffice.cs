using Microsoft.EntityFrameworkCore;
using MissionControl.Core.Alerts.Inbox;
using MissionControl.Core.People;
using MissionControl.Core.People.Tokens;
using MissionControl.Core.Storage;
using MissionControl.Core.Storage.Alerts;
using MissionControl.Web.Hosting;

namespace MissionControl.Bench.Alerts;

/// <summary>A place with a token for alerts, and a look into its database from outside the app.</summary>
internal sealed class AlertOffice : IAsyncDisposable
{
    private const int Page = 100;
    private readonly WebApplication _app;

    private AlertOffice(WebApplication app, string token) => (_app, Token) = (app, token);

    public string Token { get; }

    /// <summary>Not the app's limits are measured but what it can do.</summary>
    public static string[] Unlimited => ["--MissionControl:RateLimits:Token:InARow", "1000000", "--MissionControl:RateLimits:Token:PerSecond", "1000000"];

    private IAlertStore Store => _app.Services.GetRequiredService<IAlertStore>();

    public static Task<AlertOffice> OpenAsync(Workplace place) => OpenAsync(place, "");

    /// <param name="others">More of the catalog.</param>
    public static async Task<AlertOffice> OpenAsync(Workplace place, string others)
    {
        await place.WriteCatalogAsync("demo: { seed: 7 }", 24, static number => $"    kind: rate\n    query: q{number}\n    unit: / hour\n", others);
        var app = MissionApp.Create(place.OfficeArguments, static builder => builder.Logging.ClearProviders());
        await app.Services.MigrateStorageAsync(CancellationToken.None);
        await using var scope = app.Services.CreateAsyncScope();
        var issued = await scope.ServiceProvider.GetRequiredService<TokenBook>().IssueAsync(new("Bench", [Scope.AlertsWrite.Word(), Scope.IncidentsWrite.Word()], null), Actor.System, CancellationToken.None);
        return new(app, issued.Issued!.Secret);
    }

    /// <summary>For the address that takes alerts.</summary>
    public HttpClient Client()
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(100) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", Token);
        return client;
    }

    /// <summary>Until nothing of the log waits to be worked in.</summary>
    /// <returns>How long that took.</returns>
    public async Task<TimeSpan> SettledAsync(TimeSpan most)
    {
        var began = TimeProvider.System.GetTimestamp();
        for (var waiting = await WaitingAsync(); waiting > 0; waiting = await WaitingAsync())
        {
            if (TimeProvider.System.GetElapsedTime(began) > most)
                throw new InvalidOperationException($"After {most.TotalSeconds:0} s {waiting} messages of the log are not worked in.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        return TimeProvider.System.GetElapsedTime(began);
    }

    /// <summary>What the database holds against what was answered.</summary>
    public async Task<Audit> AuditAsync(AlertStream stream, IReadOnlyCollection<int> answered)
    {
        Dictionary<(string Instance, DateTimeOffset StartsAt), bool> told = [];
        foreach (var message in answered)
            foreach (var alert in stream.Told(message))
                told[alert] = AlertStream.IsOver(message) || told.GetValueOrDefault(alert);

        Dictionary<(string Instance, DateTimeOffset StartsAt), int> kept = [];
        var wrong = 0;
        GroupPlace? last = null;
        while (await Store.SearchAsync(new(stream.Began.AddDays(-1), stream.Began.AddDays(1), null, last, Page), CancellationToken.None) is { Length: > 0 } groups)
        {
            foreach (var one in groups.SelectMany(static group => group.Occurrences))
            {
                var alert = (one.Labels["instance"] ?? "", one.StartsAt);
                kept[alert] = kept.GetValueOrDefault(alert) + 1;
                if (told.TryGetValue(alert, out var isOver) && isOver && one.EndsAt != AlertStream.EndOf(one.StartsAt))
                    wrong++;
            }

            last = new(groups[^1].Group.Since, groups[^1].Group.Id);
        }

        Dictionary<string, int> logged = [];
        var number = 0L;
        while (await Store.ReadAfterAsync(number, Page, CancellationToken.None) is { Length: > 0 } batches)
        {
            number = batches[^1].Number;
            // Others send as well, such as the page that waits for its own alerts, and name no sender.
            foreach (var sender in batches.Select(static batch => batch.Batch.Sender ?? "").Where(stream.Wrote))
                logged[sender] = logged.GetValueOrDefault(sender) + 1;
        }

        return new(
            told.Count, told.Keys.Count(alert => !kept.ContainsKey(alert)), kept.Values.Count(static count => count > 1), wrong,
            answered.Count(message => !logged.ContainsKey(stream.Sender(message))), logged.Values.Sum(static count => count - 1));
    }

    /// <summary>So many messages of the log are not worked in, by what is saved.</summary>
    public async Task<long> WaitingAsync()
    {
        await using var context = await _app.Services.GetRequiredService<IDbContextFactory<MissionContext>>().CreateDbContextAsync();
        var last = await context.Set<AlertDeliveryRow>().MaxAsync(static row => (long?)row.Number) ?? 0;
        return last - (await context.Set<AlertMarkRow>().AsNoTracking().SingleOrDefaultAsync())?.WorkedIn ?? last;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

/// <param name="Alerts">Occurrences that were answered.</param>
/// <param name="Missing">Of them, those that are not there.</param>
/// <param name="Twice">Those that are there more than once.</param>
/// <param name="Wrong">Those that were told to be over and do not say so.</param>
/// <param name="Unlogged">Answered messages that are not in the log.</param>
/// <param name="LoggedAgain">Messages of the stream in the log beyond the first of each.</param>
internal sealed record Audit(int Alerts, int Missing, int Twice, int Wrong, int Unlogged, int LoggedAgain);
