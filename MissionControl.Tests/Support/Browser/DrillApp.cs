using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Bands;
using MissionControl.Core.Bpms.Memory;
using MissionControl.Core.Bpms.Sampling;
using MissionControl.Core.Calendars;
using MissionControl.Core.People;
using MissionControl.Core.Storage;
using MissionControl.Web.Hosting;

namespace MissionControl.Tests.Support.Browser;

/// <summary>
/// The real app with one BPM, sign-in-success: a quiet week from a scripted source, 41 % shown as Off for the 12 minutes that ended
/// two hours ago, and a silent hour yesterday.
/// </summary>
internal sealed class DrillApp : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TemporaryFolder _data;

    private DrillApp(WebApplication app, TemporaryFolder data, ScriptedSource source, RememberedStretches kept, DateTimeOffset now) =>
        (_app, _data, Source, Kept, Now) = (app, data, source, kept, now);

    public Uri Address => new(_app.Urls.First());

    public ScriptedSource Source { get; }

    public RememberedStretches Kept { get; }

    /// <summary>When it was started, whole seconds.</summary>
    public DateTimeOffset Now { get; }

    public StretchBook Stretches => _app.Services.GetRequiredService<StretchBook>();

    public static Task<DrillApp> StartAsync() => StartAsync(source => { });

    public static async Task<DrillApp> StartAsync(Action<ScriptedSource> arrange)
    {
        var now = TimeProvider.System.GetUtcNow();
        now = new(now.UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);
        var source = new ScriptedSource(at => at > now.AddHours(-21) && at < now.AddHours(-20) ? null : 0.7 + (0.03 * Math.Sin(at.UtcTicks / (double)TimeSpan.TicksPerHour)));
        arrange(source);
        var (kept, data) = (new RememberedStretches(), new TemporaryFolder());
        var app = MissionApp.Create(["--urls", "http://127.0.0.1:0", "--environment", "Development", "--MissionControl:Data", data.Path], builder =>
        {
            builder.Services.Replace(ServiceDescriptor.Singleton<ISampleStore>(new Remembered([.. Shown(now)])));
            builder.Services.Replace(ServiceDescriptor.Singleton<ISources>(source));
            builder.Services.Replace(ServiceDescriptor.Singleton<IStretchStore>(kept));
            PersonScheme.Of(Role.Responder)(builder);
            builder.WithoutBackground();
            builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(2));
        });
        app.Services.GetRequiredService<BoardFeed>().Publish(Board(now, tile => tile, 1));
        await app.Services.MigrateStorageAsync(default);
        await app.StartAsync();
        return new(app, data, source, kept, now);
    }

    /// <summary>A newer board, with the tile changed.</summary>
    public void Publish(Func<TileBuilder, TileBuilder> change) =>
        _app.Services.GetRequiredService<BoardFeed>().Publish(Board(TimeProvider.System.GetUtcNow(), change, 2));

    /// <summary>From now on the band is the learned one, in the chart too.</summary>
    public void Learn(BandBasis basis, Func<TileBuilder, TileBuilder> change)
    {
        var board = Board(TimeProvider.System.GetUtcNow(), tile => change(tile.Because(basis)), 2);
        _app.Services.GetRequiredService<BandBook>().Put(board.Tiles[0].Bpm, basis.Baseline, basis.Rules);
        _app.Services.GetRequiredService<BoardFeed>().Publish(board);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _data.Dispose();
    }

    private static IEnumerable<ShownSample> Shown(DateTimeOffset now) => Enumerable.Range(0, 12).Select(minute =>
        new ShownSample("sign-in-success", new(now.AddHours(-2).AddMinutes(minute - 12), 0.41, 480), new Band(0.62, null, 0.78), TileState.Off));

    private static BoardSnapshot Board(DateTimeOffset now, Func<TileBuilder, TileBuilder> change, long version)
    {
        var tile = change(new TileBuilder(now).WithFixedBand().Version(version)).Build();
        return new BoardBuilder(now).With(tile with { Bpm = tile.Bpm with { Kpi = "Weekly active renters", Runbook = "sign-in-failures" } }).Version(version).Build();
    }
}
