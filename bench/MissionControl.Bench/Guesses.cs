using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MissionControl.Bench.Hostile;
using MissionControl.Core.People;
using MissionControl.Core.Storage;
using MissionControl.Web.Account;
using MissionControl.Web.Hosting;

namespace MissionControl.Bench;

/// <summary>Somebody signs in again and again while another address guesses passwords of the same account, 200 a second.</summary>
internal static class Guesses
{
    private const int ASecond = 200;
    private const double Limit = 1000;

    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    // An address may try twenty times in a row and ten times a minute more.
    private static readonly TimeSpan BetweenSignIns = TimeSpan.FromSeconds(1.5);

    public static async Task<IReadOnlyList<Figure>> RunAsync(string app)
    {
        using var place = new Workplace();
        await place.WriteCatalogAsync("demo: { seed: 7 }", 24, static number => $"    kind: rate\n    query: q{number}\n    unit: / hour\n");
        await using (var office = MissionApp.Create(place.OfficeArguments, static builder => builder.Logging.ClearProviders()))
        {
            await office.Services.MigrateStorageAsync(CancellationToken.None);
            await using var scope = office.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<PeopleDesk>().AddAsync("Victor", Cast.Email, Cast.Password, Cast.Password, Role.Viewer, isFirst: false, Actor.System, CancellationToken.None);
        }

        // Each in a process of its own, so that the limits of the first do not count for the second.
        var calm = await MeasureAsync(app, place, guesses: null);
        var guesses = new ConcurrentDictionary<int, int>();
        var guessed = await MeasureAsync(app, place, guesses);
        var said = string.Join(", ", guesses.OrderBy(static status => status.Key).Select(static status => $"{status.Key} × {status.Value:#,0}"));
        return
        [
            new($"signing in (page, form, answer) beside {guesses.Values.Sum() / Long.TotalSeconds:0} guesses a second at the same account from one address, p95 of {guessed.Times.Count}", Figure.Quantile(guessed.Times, 0.95), Limit, "ms", "without guesses, p95", Figure.Quantile(calm.Times, 0.95)),
            new("the same, median", Figure.Quantile(guessed.Times, 0.5), Limit, "ms", "same, median", Figure.Quantile(calm.Times, 0.5)),
            new("of them not let in", guessed.Refused, 0, "", $"without guesses {calm.Refused}; guesses were answered {said}", null),
        ];
    }

    private static async Task<(List<double> Times, int Refused)> MeasureAsync(string app, Workplace place, ConcurrentDictionary<int, int>? guesses)
    {
        await using var server = await ServerProcess.StartAsync(app, place.Arguments, IsLiveAsync);
        using var owner = Client("127.0.0.3", server.Address);
        // The first compiles what the others run.
        await Cast.SignInAsync(owner, Cast.Email, Cast.Password);
        using var stopping = new CancellationTokenSource();
        var guessing = guesses is null ? Task.CompletedTask : GuessAsync(server.Address, guesses, stopping.Token);
        var times = new List<double>();
        var refused = 0;
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < Long)
        {
            var start = Stopwatch.GetTimestamp();
            try
            {
                await Cast.SignInAsync(owner, Cast.Email, Cast.Password);
            }
            catch (InvalidOperationException)
            {
                refused++;
            }

            var took = Stopwatch.GetElapsedTime(start);
            times.Add(took.TotalMilliseconds);
            if (took < BetweenSignIns)
                await Task.Delay(BetweenSignIns - took, TimeProvider.System);
        }

        await stopping.CancelAsync();
        await guessing;
        return (times, refused);
    }

    /// <summary>So many are sent each second, whether the ones before were answered or not.</summary>
    private static async Task GuessAsync(Uri address, ConcurrentDictionary<int, int> statuses, CancellationToken stopping)
    {
        using var client = Client("127.0.0.2", address);
        var form = await Cast.SignInFormAsync(client);
        var sent = new List<Task>();
        var began = Stopwatch.GetTimestamp();
        while (!stopping.IsCancellationRequested)
        {
            for (; sent.Count < Stopwatch.GetElapsedTime(began).TotalSeconds * ASecond; sent.Add(TryAsync(client, form, $"guess {sent.Count}", statuses)))
            {
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, CancellationToken.None);
        }

        await Task.WhenAll(sent);
    }

    private static async Task TryAsync(HttpClient client, Form form, string guess, ConcurrentDictionary<int, int> statuses)
    {
        using var answer = await Cast.TryAsync(client, form, Cast.Email, guess);
        statuses.AddOrUpdate((int)answer.StatusCode, 1, static (_, before) => before + 1);
    }

    private static async Task<bool> IsLiveAsync(Uri address) => await ServerProcess.SaysYesAsync(new Uri(address, "/healthz/live"));

    private static HttpClient Client(string from, Uri address) => new(new SocketsHttpHandler
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
            await socket.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = address,
    };
}
