using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Sampling;
using MissionControl.Core.Sources;

namespace MissionControl.Tests.Sources.Prometheus;

public sealed class PrometheusResilienceTests : PrometheusTest
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_hanging_source_is_a_timeout_after_the_time_allowed()
    {
        Fake.Script = (_, response) => FakePrometheus.Hang(response);
        var reading = ReadAsync(ValueOf("x"));
        await Fake.ArrivedAsync();
        Clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(reading.IsCompleted);
        Clock.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal(new Failure(FailureKind.Timeout, "No answer within 10 s."), (await reading.WaitAsync(Patience)).Failure);
    }

    [Fact]
    public async Task A_source_that_is_down_for_a_moment_is_tried_once_more()
    {
        Fake.Script = (_, response) => Fake.Requests.Count == 1
            ? FakePrometheus.Write(response, 502, "text/html", "")
            : FakePrometheus.Vector(response, 3);
        // Real time, as the pause before the second try has to pass while the fake works.
        using var source = Source(Definition, TimeProvider.System);
        Fake.Skew = TimeProvider.System.GetUtcNow() - Clock.GetUtcNow();
        Assert.Equal(3, (await ReadAsync(source, ValueOf("x") with { Interval = TimeSpan.FromSeconds(30) })).Sample?.Value);
        Assert.Equal(2, Fake.Requests.Count);
    }

    [Theory]
    [InlineData(502, 30, 2)]
    [InlineData(502, 0.5, 1)]
    [InlineData(400, 30, 1)]
    [InlineData(401, 30, 1)]
    [InlineData(429, 30, 1)]
    public async Task Only_a_source_that_is_down_is_tried_again_and_only_within_the_interval(int status, double interval, int requests)
    {
        Fake.Answers(status, "text/plain", "");
        using var source = Source(Definition, TimeProvider.System);
        await ReadAsync(source, ValueOf("x") with { Interval = TimeSpan.FromSeconds(interval) });
        Assert.Equal(requests, Fake.Requests.Count);
    }

    [Fact]
    public async Task After_five_failures_the_source_is_left_alone_and_later_found_again()
    {
        var source = Source();
        Fake.Answers(503, "text/plain", "");
        for (var failure = 0; failure < 5; failure++)
            Assert.Equal(FailureKind.Unreachable, (await ReadAsync(source, ValueOf("x"))).Failure?.Kind);
        Assert.Equal(
            new Failure(FailureKind.CircuitOpen, "Left alone until 02:34:25 UTC after repeated failures. The last one: The source answers 503 Service Unavailable.", TimeSpan.FromSeconds(5)),
            (await ReadAsync(source, ValueOf("x"))).Failure);
        Assert.Equal(5, Fake.Requests.Count);

        Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(FailureKind.Unreachable, (await ReadAsync(source, ValueOf("x"))).Failure?.Kind);
        Assert.Equal(TimeSpan.FromSeconds(10), (await ReadAsync(source, ValueOf("x"))).Failure?.RetryAfter);

        Fake.Answers("""{"status":"success","data":{"resultType":"scalar","result":[1795228460,"2"]}}""");
        Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(2, (await ReadAsync(source, ValueOf("x"))).Sample?.Value);
        Assert.Equal("Source main answers again", Log.Lines.Last());
        Assert.Equal(3, Log.Lines.Count);
    }

    [Fact]
    public async Task A_source_that_only_hangs_is_left_alone()
    {
        Fake.Script = (_, response) => FakePrometheus.Hang(response);
        var source = Source(Definition with { Timeout = TimeSpan.FromSeconds(1) });
        for (var timeout = 0; timeout < 5; timeout++)
        {
            var reading = ReadAsync(source, ValueOf($"q{timeout}"));
            await Fake.ArrivedAsync();
            Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(FailureKind.Timeout, (await reading.WaitAsync(Patience)).Failure?.Kind);
        }

        var failure = (await ReadAsync(source, ValueOf("x"))).Failure;
        Assert.Equal(FailureKind.CircuitOpen, failure?.Kind);
        Assert.EndsWith("The last one: No answer within 1 s.", failure!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_that_took_more_than_half_the_time_share_one_slot_next_time()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Fake.Script = async (_, response) =>
        {
            await release.Task;
            await FakePrometheus.Vector(response, 1);
        };
        var source = Source(Definition with { Concurrency = 2 });
        Bpm[] slow = [ValueOf("a"), ValueOf("b")];
        var first = source.ReadLatestAsync(slow, (_, _) => { }, CancellationToken.None);
        await Fake.ArrivedAsync();
        await Fake.ArrivedAsync();
        Clock.Advance(TimeSpan.FromSeconds(6));
        release.SetResult();
        await first.WaitAsync(Patience);

        Fake.Script = (asked, response) => asked.Query == "quick" ? FakePrometheus.Vector(response, 1) : FakePrometheus.Hang(response);
        using var stop = new CancellationTokenSource();
        var second = source.ReadLatestAsync(slow, (_, _) => { }, stop.Token);
        Assert.Equal(1, (await ReadAsync(source, ValueOf("quick")).WaitAsync(Patience)).Sample?.Value);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
    }

    [Theory]
    [InlineData(429, "90", 90)]
    [InlineData(503, "90", 90)]
    [InlineData(429, "86400", 300)]
    public async Task A_source_that_asks_for_a_pause_is_not_asked_before_it_is_over(int status, string retryAfter, int seconds)
    {
        Fake.Script = (_, response) =>
        {
            response.Headers.RetryAfter = retryAfter;
            return FakePrometheus.Write(response, status, "text/plain", "");
        };
        var source = Source();
        var words = (await ReadAsync(source, ValueOf("x"))).Failure!.Detail;
        Fake.Script = (_, response) => FakePrometheus.Vector(response, 2);

        Clock.Advance(TimeSpan.FromSeconds(seconds - 1));
        var left = (await ReadAsync(source, ValueOf("y"))).Failure;
        Assert.Equal((FailureKind.CircuitOpen, TimeSpan.FromSeconds(1)), (left!.Kind, left.RetryAfter));
        Assert.EndsWith(", as the source asked. Its words: " + words, left.Detail, StringComparison.Ordinal);
        Assert.Equal(FailureKind.CircuitOpen, (await source.ReadHistoryAsync(ValueOf("z"), new Window(Clock.GetUtcNow(), Clock.GetUtcNow(), TimeSpan.FromMinutes(1)), CancellationToken.None)).Failure?.Kind);
        Assert.Single(Fake.Requests);

        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, (await ReadAsync(source, ValueOf("x"))).Sample?.Value);
    }

    [Theory]
    [InlineData(400, """{"status":"error","errorType":"bad_data","error":"parse error"}""", FailureKind.BadQuery)]
    [InlineData(503, """{"status":"error","errorType":"timeout","error":"too slow"}""", FailureKind.Timeout)]
    [InlineData(200, """{"status":"success","data":{"resultType":"vector","result":[]}}""", FailureKind.NoData)]
    [InlineData(200, "{", FailureKind.BadAnswer)]
    public async Task What_is_wrong_with_one_query_never_leaves_the_source_alone(int status, string body, FailureKind kind)
    {
        var source = Source();
        Fake.Answers(status, "application/json", body);
        for (var failure = 0; failure < 12; failure++)
            Assert.Equal(kind, (await ReadAsync(source, ValueOf("x"))).Failure?.Kind);
        Assert.Equal(12, Fake.Requests.Count);
    }

    [Fact]
    public async Task Nobody_at_the_address_is_unreachable()
    {
        var url = Fake.Url;
        var source = Source();
        await Fake.DisposeAsync();
        var failure = (await ReadAsync(source, ValueOf("x"))).Failure;
        Assert.Equal(FailureKind.Unreachable, failure?.Kind);
        Assert.Equal($"Nobody answers at {url.Authority} (Connection refused).", failure?.Detail);
    }

    [Fact]
    public async Task Queries_stay_within_the_concurrency()
    {
        var (now, most) = (0, 0);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var counted = new SemaphoreSlim(0);
        Fake.Script = async (_, response) =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref now));
            counted.Release();
            await release.Task;
            Interlocked.Decrement(ref now);
            await FakePrometheus.Vector(response, 1);
        };
        var source = Source(Definition with { Concurrency = 3 });
        var all = source.ReadLatestAsync([.. Enumerable.Range(0, 12).Select(number => ValueOf($"q{number}"))], (_, _) => { }, CancellationToken.None);
        for (var arrived = 0; arrived < 3; arrived++)
            Assert.True(await counted.WaitAsync(Patience));
        release.SetResult();
        await all.WaitAsync(Patience);
        Assert.Equal((3, 12), (most, Fake.Requests.Count));
    }

    [Fact]
    public async Task Hanging_queries_and_history_leave_a_slot_to_the_others()
    {
        Fake.Script = (asked, response) => asked.Query == "quick" ? FakePrometheus.Vector(response, 1) : FakePrometheus.Hang(response);
        var source = Source(Definition with { Concurrency = 2 });
        Bpm[] hanging = [ValueOf("a"), ValueOf("b")];
        var first = source.ReadLatestAsync(hanging, (_, _) => { }, CancellationToken.None);
        await Fake.ArrivedAsync();
        await Fake.ArrivedAsync();
        Clock.Advance(TimeSpan.FromSeconds(11));
        await first.WaitAsync(Patience);

        using var stop = new CancellationTokenSource();
        var second = source.ReadLatestAsync(hanging, (_, _) => { }, stop.Token);
        var history = source.ReadHistoryAsync(ValueOf("c"), new Window(Clock.GetUtcNow(), Clock.GetUtcNow(), TimeSpan.FromMinutes(1)), stop.Token);
        await Fake.ArrivedAsync();
        Assert.Equal(1, (await ReadAsync(source, ValueOf("quick")).WaitAsync(Patience)).Sample?.Value);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => history);
    }

    [Fact]
    public async Task Each_answer_is_reported_as_soon_as_it_is_there()
    {
        Fake.Script = (asked, response) => asked.Query == "quick" ? FakePrometheus.Vector(response, 1) : FakePrometheus.Hang(response);
        var reported = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stop = new CancellationTokenSource();
        var all = Source().ReadLatestAsync([ValueOf("slow"), ValueOf("quick")], (bpm, _) => reported.TrySetResult(bpm.Id), stop.Token);
        Assert.Equal("quick", await reported.Task.WaitAsync(Patience));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => all);
    }

    [Fact]
    public async Task A_replaced_source_lets_go_of_what_it_asked()
    {
        Fake.Script = (_, response) => FakePrometheus.Hang(response);
        var source = Source();
        var reading = ReadAsync(source, ValueOf("x"));
        await Fake.ArrivedAsync();
        source.Dispose();
        Assert.Equal(FailureKind.Cancelled, (await reading.WaitAsync(Patience)).Failure?.Kind);
    }

    [Fact]
    public async Task Answers_are_counted_by_outcome()
    {
        var outcomes = new ConcurrentQueue<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == SourceMetrics.MeterName)
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            if (tags[0].Value is "counted")
                outcomes.Enqueue((string)tags[1].Value!);
        });
        listener.Start();
        var source = Source(Definition with { Id = "counted" });
        await ReadAsync(source, ValueOf("x"));
        Fake.Answers(401, "text/plain", "");
        await ReadAsync(source, ValueOf("x"));
        Assert.Equal(["Answered", "Auth"], outcomes);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); seen < value; seen = Volatile.Read(ref most))
            Interlocked.CompareExchange(ref most, value, seen);
    }
}
