using System.Threading.Channels;

namespace MissionControl.Core.Alerts.Telling.Outbox;

/// <summary>Wakes one loop: rung any number of times while it works, it is heard once. Thread-safe.</summary>
internal sealed class Bell
{
    private readonly Channel<bool> _rung = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Ring() => _rung.Writer.TryWrite(true);

    /// <summary>Answers when it is rung, and at the latest after that time.</summary>
    public async Task WaitAsync(TimeSpan longest, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var tired = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task heard = _rung.Reader.ReadAsync(tired.Token).AsTask();
        var late = Task.Delay(longest, clock, tired.Token);
        await Task.WhenAny(heard, late);
        await tired.CancelAsync();
        await heard.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await late.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }
}
