using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Pushing;
using MissionControl.Core.Bpms.Sampling;
using MissionControl.Core.Sources.Pushed;
using MissionControl.Tests.Storage;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Sources.Pushed;

public sealed class PushedSourceTests : IAsyncLifetime
{
    private static readonly Bpm SignUps = Some.Rate() with { Interval = TimeSpan.FromMinutes(5) };
    private static readonly Bpm Sync = Some.Freshness("sync");
    private readonly ManualTimeProvider _clock = new();
    private TestDatabase _database = null!;
    private PushedSource _source = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(Provider.Sqlite);
        _source = new PushedSource("app", _database.Services.GetRequiredService<IPushedSampleStore>(), _clock);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task A_BPM_that_was_never_fed_is_waiting_and_says_so() =>
        Assert.Equal((FailureKind.NoData, "nothing has been pushed yet; POST /api/v1/samples feeds it"), Why(await LatestAsync(SignUps)));

    [Fact]
    public async Task The_latest_sample_is_answered_until_it_is_too_old()
    {
        await PushAsync(SignUps, -60, 246);
        Assert.Equal(new Sample(A.Moment.AddSeconds(-60), 246), (await LatestAsync(SignUps)).Sample);
        _clock.Advance(TimeSpan.FromSeconds(550));
        Assert.NotNull((await LatestAsync(SignUps)).Sample);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((FailureKind.NoData, "nothing new has been pushed"), Why(await LatestAsync(SignUps)));
    }

    [Fact]
    public async Task History_holds_the_last_sample_of_each_step()
    {
        foreach (var (seconds, value) in new[] { (-700, 1.0), (-610, 2), (-590, 3), (-130, 4) })
            await PushAsync(SignUps, seconds, value);
        var history = await _source.ReadHistoryAsync(SignUps, new(A.Moment.AddSeconds(-700), A.Moment, TimeSpan.FromMinutes(5)), default);
        Assert.Equal([3, 4], history.Samples.Select(sample => sample.Value));
    }

    [Fact]
    public async Task An_age_grows_by_itself_until_the_next_success()
    {
        await PushAsync(Sync, -3600, 60);
        Assert.Equal(new Sample(A.Moment, 3660), (await LatestAsync(Sync)).Sample);
        _clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(3660 + (2 * 86_400), (await LatestAsync(Sync)).Sample!.Value.Value);
        await PushAsync(Sync, 2 * 86_400, 0);
        Assert.Equal(0, (await LatestAsync(Sync)).Sample!.Value.Value);
    }

    [Fact]
    public async Task The_past_of_an_age_is_told_at_every_step()
    {
        await PushAsync(Sync, -5 * 3600, 0);
        await PushAsync(Sync, -1800, 60);
        var history = await _source.ReadHistoryAsync(Sync, new(A.Moment.AddHours(-2), A.Moment.AddMinutes(-4), TimeSpan.FromMinutes(30)), default);
        // 00:30, 01:00, 01:30 and 02:00; the last success before 01:34 was at 21:04, and then one at 01:33.
        Assert.Equal([12_360, 14_160, 15_960, 1620], history.Samples.Select(sample => sample.Value));
        Assert.Empty((await _source.ReadHistoryAsync(Sync, new(A.Moment.AddHours(-9), A.Moment.AddHours(-8), TimeSpan.FromMinutes(30)), default)).Samples);
    }

    private async Task PushAsync(Bpm bpm, int seconds, double value) =>
        await _database.Services.GetRequiredService<IPushedSampleStore>().SaveAsync([new(bpm.Id, new Sample(A.Moment.AddSeconds(seconds), value))], default);

    private async Task<Reading> LatestAsync(Bpm bpm)
    {
        Reading? read = null;
        await _source.ReadLatestAsync([bpm], (_, reading) => read = reading, default);
        return read!.Value;
    }

    private static (FailureKind Kind, string Detail) Why(Reading reading) => (reading.Failure!.Kind, reading.Failure.Detail);
}
