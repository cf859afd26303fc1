using System.Collections.Concurrent;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.People;

namespace MissionControl.Tests.Support.Alerts;

/// <summary>An inbox that remembers what it took, and can be full or broken.</summary>
internal sealed class RememberedAlerts : IAlertIntake
{
    public ConcurrentQueue<(AlertBatch Batch, Actor By)> Taken { get; } = [];

    public IEnumerable<AlertSignal> Signals => Taken.SelectMany(static taken => taken.Batch.Signals);

    /// <summary>From now on nothing is taken.</summary>
    public bool IsFull { get; set; }

    /// <summary>From now on taking throws this.</summary>
    public Exception? Broken { get; set; }

    public Task<TakeAnswer> TakeAsync(AlertBatch batch, Actor by, CancellationToken cancellationToken)
    {
        if (Broken is { } broken)
            return Task.FromException<TakeAnswer>(broken);
        if (IsFull)
            return Task.FromResult(TakeAnswer.Overloaded);
        Taken.Enqueue((batch, by));
        return Task.FromResult(TakeAnswer.Taken);
    }
}
