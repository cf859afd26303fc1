using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Telling.Deciding;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Alerts.Telling.Subscribing;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Catalog;
using MissionControl.Core.Incidents;
using MissionControl.Core.Notifications;
using MissionControl.Core.StatusPage;
using MissionControl.Core.StatusPage.Followers;
using MissionControl.Core.Storage;
using MissionControl.Core.Storage.StatusPage;

namespace MissionControl.Bench.StatusPages;

/// <summary>
/// One public update to 10,000 followers: how long it takes, what memory it holds, whether each gets it once; and how soon somebody on duty gets their
/// message meanwhile, from the same database and to the same mail server.
/// </summary>
internal static class FollowerFanOut
{
    private const int Followers = 10_000;
    private const int Letters = 40;
    private const int Lines = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static async Task<IReadOnlyList<Figure>> RunAsync(string app)
    {
        _ = app;
        using var place = new Workplace();
        await using var sink = new MailSink();
        var site = new Site();
        using var host = Host(place["followers"], sink, site);
        await host.StartAsync();
        var services = host.Services;
        await SeedAsync(services);
        var bare = await BareAsync(services, sink);
        var calm = await LettersAsync(services, sink, Letters, "calm");
        sink.Taken.Clear();

        var memory = GC.GetTotalMemory(forceFullCollection: true);
        var began = TimeProvider.System.GetTimestamp();
        site.Model = Model(TimeProvider.System.GetUtcNow());
        var whileItRuns = LettersAsync(services, sink, Letters, "busy");
        await UntilAsync(() => Told(sink) >= Followers / 2);
        var held = GC.GetTotalMemory(forceFullCollection: true) - memory;
        await UntilAsync(() => Told(sink) >= Followers);
        var took = TimeProvider.System.GetElapsedTime(began);
        var busy = await whileItRuns;
        var twice = sink.Taken.Where(static one => one.Key.StartsWith('f')).Sum(static one => one.Value.Count - 1);
        await host.StopAsync();
        return
        [
            new($"one update to {Followers:#,0} followers", took.TotalSeconds, 300, "s", $"the same over {Lines} lines without a database", bare.TotalSeconds),
            new("followers told twice", twice, 0, "", "–", null),
            new("managed memory held half way", held / 1024.0 / 1024, 16, "MB", "–", null),
            new($"letter to somebody on duty meanwhile, p95 of {Letters}", Figure.Quantile(busy, 0.95), 2000, "ms", "without followers", Figure.Quantile(calm, 0.95)),
        ];
    }

    private static int Told(MailSink sink) => sink.Taken.Keys.Count(static to => to.StartsWith('f'));

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var late = new CancellationTokenSource(Patience, TimeProvider.System);
        while (!isSo())
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, late.Token);
    }

    private static IHost Host(string folder, MailSink sink, Site site) => new HostBuilder().ConfigureServices(services =>
    {
        services.AddLogging(static logging => logging.SetMinimumLevel(LogLevel.None)).AddStorage(new StorageOptions(folder, null, null));
        services.AddSingleton<ICatalog>(new Running(new("127.0.0.1", sink.Port, MailTls.None, "mission@example.org")));
        services.AddSingleton<BoardFeed>().AddSingleton<DefinitionsFeed>().AddNotifications().AddTelling(new("https://mission.example.org"));
        services.AddSingleton<IPublicSite>(site).AddSingleton<IFollowVault, Vault>().AddFollowers(new("https://status.example.org", "https://status.example.org", null, 1000));
    }).Build();

    private static async Task SeedAsync(IServiceProvider services)
    {
        var vault = new Vault();
        var now = TimeProvider.System.GetUtcNow().AddDays(-1);
        foreach (var chunk in Enumerable.Range(0, Followers).Chunk(1000))
        {
            await using var context = await services.GetRequiredService<IDbContextFactory<MissionContext>>().CreateDbContextAsync();
            foreach (var number in chunk)
            {
                var seal = FollowDesk.NewLink(vault).Seal;
                context.Add(new FollowerRow
                {
                    Id = Guid.NewGuid(),
                    Key = Address(number),
                    Address = Address(number),
                    Language = number % 2 == 0 ? "en" : "de",
                    Components = number % 3 == 0 ? "part-1" : "",
                    State = nameof(FollowerState.Following),
                    AskedAt = now,
                    ConfirmedAt = now,
                    NextAt = now,
                    LinkHash = [.. seal.Hash],
                    LinkClosed = [.. seal.Closed],
                });
            }

            await context.SaveChangesAsync();
        }
    }

    /// <summary>The same mails over as many lines, with nothing to read or note.</summary>
    private static async Task<TimeSpan> BareAsync(IServiceProvider services, MailSink sink)
    {
        var now = TimeProvider.System.GetUtcNow();
        var words = new FollowerWords(Model(now), services.GetRequiredService<FollowOptions>(), now);
        var follower = new Follower { Id = Guid.NewGuid(), Address = "x@example.org", Language = "en", AskedAt = now, Link = new([], []) };
        var mail = words.Of(follower, NewsRules.In(Model(now))[0], "token");
        var began = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Lines).Select(async line =>
        {
            await using var run = services.GetRequiredService<IFollowerPost>().Begin();
            for (var number = line; number < Followers; number += Lines)
                await run.SendAsync(mail with { To = Address(number) });
        }));
        var took = TimeProvider.System.GetElapsedTime(began);
        sink.Taken.Clear();
        return took;
    }

    private static async Task<double[]> LettersAsync(IServiceProvider services, MailSink sink, int count, string name)
    {
        var times = new double[count];
        for (var number = 0; number < count; number++)
        {
            var (to, id, now) = ($"{name}-{number}@example.org", Guid.NewGuid(), TimeProvider.System.GetUtcNow());
            var began = TimeProvider.System.GetTimestamp();
            await services.GetRequiredService<ILetterStore>().QueueNoticeAsync(
                [new()
                {
                    Id = id,
                    Lane = id,
                    Number = 1,
                    Group = Guid.Empty,
                    Destination = Subscription.DestinationOf(Guid.Empty),
                    Audience = Audience.Responder,
                    Route = null,
                    Kind = LetterKind.Notice,
                    Message = new() { Group = Guid.Empty, Audience = Audience.Responder, Title = "Help", Urgency = Urgency.Critical, IsOver = false, Slots = [], Link = "https://mission.example.org" },
                    Addressee = to,
                    QueuedAt = now,
                    Due = now,
                    NextAt = now,
                }],
                default);
            services.GetRequiredService<OutboxBell>().Ring();
            await UntilAsync(() => sink.Taken.ContainsKey(to));
            times[number] = TimeProvider.System.GetElapsedTime(began, sink.Taken[to].At).TotalMilliseconds;
            await Task.Delay(Pause, TimeProvider.System);
        }

        return times;
    }

    private static string Address(int number) => string.Create(CultureInfo.InvariantCulture, $"f{number}@example.org");

    private static PublicModel Model(DateTimeOffset now) => PublicModel.Nothing with
    {
        At = now,
        Components = [.. Enumerable.Range(1, 12).Select(static number => new PublicComponent($"part-{number}", $"Part {number}", "", "", "", ComponentState.Degraded, null, [], null, 0, []))],
        Incidents = [new(1, "Some people cannot sign in", ["part-1", "part-2"], Phase.Identified, ComponentState.PartlyDown, now, null, now.AddMinutes(30), "Please wait.",
            [new(2, now, null, null, Phase.Identified, "Some people cannot sign in", "About six in ten people who try to sign in see an error. We have found why, and are putting it right.")])],
    };

    private sealed class Site : IPublicSite
    {
        public PublicModel Model { get; set; } = PublicModel.Nothing;
    }

    // What it costs to decrypt is in the app's own figures.
    private sealed class Vault : IFollowVault
    {
        public byte[] Close(string secret) => Encoding.UTF8.GetBytes(secret);

        public string? Open(byte[] closed) => Encoding.UTF8.GetString(closed);
    }

    private sealed class Running(MailServer server) : ICatalog
    {
        public CatalogState Current { get; } = new(1, new LoadedCatalog(Definitions.Empty, [], "bench") { Mail = server }, []);

        public async Task<CatalogState> NextAsync(long seen, CancellationToken cancellationToken)
        {
            if (seen >= 1)
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return Current;
        }
    }
}
