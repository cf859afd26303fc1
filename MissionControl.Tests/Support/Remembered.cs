using System.Collections.Immutable;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Memory;
using MissionControl.Core.Bpms.Sampling;

namespace MissionControl.Tests.Support;

/// <summary>What was shown, without a database.</summary>
internal sealed class Remembered(params ShownSample[] samples) : ISampleStore
{
    public bool IsBroken { get; set; }

    public Task SaveAsync(IReadOnlyList<ShownSample> samples, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<ImmutableArray<ShownSample>> ReadAsync(string bpm, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) => IsBroken
        ? Task.FromException<ImmutableArray<ShownSample>>(new IOException("the disk is gone"))
        : Task.FromResult<ImmutableArray<ShownSample>>([.. samples.Where(shown => shown.Bpm == bpm && shown.Sample.At >= from && shown.Sample.At <= to)]);

    public Task<ImmutableDictionary<string, ImmutableArray<ShownSample>>> ReadAllSinceAsync(DateTimeOffset from, CancellationToken cancellationToken) =>
        Task.FromResult(ImmutableDictionary<string, ImmutableArray<ShownSample>>.Empty);
}

/// <summary>A source named main whose every sample is made by a function; it counts how often it is asked.</summary>
internal sealed class ScriptedSource(Func<DateTimeOffset, double?> valueAt) : ISources, ISampleSource
{
    private int _asked;

    public string Id => "main";

    public int Asked => _asked;

    public Failure? Failure { get; set; }

    public string? Warning { get; set; }

    /// <summary>Answers wait for this.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public ISampleSource? Find(string id) => id == Id ? this : null;

    public Task ReadLatestAsync(IReadOnlyList<Bpm> due, Action<Bpm, Reading> report, CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<History> ReadHistoryAsync(Bpm bpm, Window window, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _asked);
        await Gate.WaitAsync(cancellationToken);
        if (Failure is { } failure)
            return History.Of(failure);
        var samples = ImmutableArray.CreateBuilder<Sample>();
        for (var at = new DateTimeOffset(window.From.UtcTicks / window.Step.Ticks * window.Step.Ticks, TimeSpan.Zero); at <= window.To; at += window.Step)
            if (at >= window.From && valueAt(at) is { } value)
                samples.Add(new(at, value, 500));
        return History.Of(samples.ToImmutable()) with { Warning = Warning };
    }
}
