using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MissionControl.Tests.Support.Prometheus;

/// <summary>
/// What Prometheus scrapes: counters that continue the history and grow with real time, at rates the test sets. A change of rate
/// moves <c>increase(x[5m])</c> slowly; <see cref="Burst"/> moves it with the next scrape (one second).
/// </summary>
public sealed class RentalsExporter : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly WebApplication _app;
    private RentalsCounters _counters;
    private DateTimeOffset _at;
    private double _share = Rentals.SignInSuccessShare;
    private double? _pagesPerMinute;
    private bool _syncs = true;

    private RentalsExporter(RentalsCounters counters, DateTimeOffset at, TimeProvider time)
    {
        (_counters, _at, _time) = (counters, at, time);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/metrics", (HttpResponse response) =>
        {
            response.ContentType = "text/plain; version=0.0.4";
            return Text(Current);
        });
    }

    /// <summary>0 to 1; 0.7 is normal. Holds from now on.</summary>
    public double SignInSuccessShare
    {
        set => Change(() => _share = value);
    }

    /// <summary><see langword="null"/>, the default, follows the rhythm of the history.</summary>
    public double? SignInPagesPerMinute
    {
        set => Change(() => _pagesPerMinute = value);
    }

    /// <summary>When false, the age of the last sync grows.</summary>
    public bool Syncs
    {
        set => Change(() => _syncs = value);
    }

    /// <summary>The counters now.</summary>
    public RentalsCounters Current => Change(static () => { });

    public Uri Address => new(_app.Urls.First());

    public static async Task<RentalsExporter> StartAsync(RentalsCounters counters, DateTimeOffset at, TimeProvider time)
    {
        var exporter = new RentalsExporter(counters, at, time);
        await exporter._app.StartAsync();
        return exporter;
    }

    /// <summary>That many sign-in pages and dashboards at once. 5,000 are more than history has in five minutes, so they decide the ratio.</summary>
    public void Burst(double signInPages, double firstViews) => Change(() => _counters = _counters with
    {
        SignInPages = _counters.SignInPages + signInPages,
        FirstViews = _counters.FirstViews + firstViews,
    });

    /// <summary>Back to normal rates; what was counted stays.</summary>
    public void Reset() => Change(() => (_share, _pagesPerMinute, _syncs) = (Rentals.SignInSuccessShare, null, true));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    // Counts up to now at the old rates, then changes them.
    private RentalsCounters Change(Action change)
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            _counters = _counters.After(now - _at, _pagesPerMinute ?? Rentals.SignInPagesPerMinute(now), _share, Rentals.SignUpsPerMinute(now));
            if (_syncs)
                _counters = _counters with { SyncSucceededAt = RentalsCounters.LastSyncBefore(now) };
            _at = now;
            change();
            return _counters;
        }
    }

    private static string Text(RentalsCounters counters) =>
        $"""
        # TYPE {RentalsCounters.SignInPagesName} counter
        {RentalsCounters.SignInPagesName} {Math.Floor(counters.SignInPages)}
        # TYPE {RentalsCounters.FirstViewsName} counter
        {RentalsCounters.FirstViewsName} {Math.Floor(counters.FirstViews)}
        # TYPE {RentalsCounters.SignUpsName} counter
        {RentalsCounters.SignUpsName} {Math.Floor(counters.SignUps)}
        # TYPE {RentalsCounters.SyncName} gauge
        {RentalsCounters.SyncName} {counters.SyncSucceededAt.ToUnixTimeSeconds()}

        """;
}
