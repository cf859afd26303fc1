using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.People;

namespace MissionControl.Core.Alerts.Inbox;

/// <summary>
/// Takes alerts in: whoever brings some waits until they are in the log on disk. Whatever waits at one time is written with one
/// transaction, so that a storm costs few of them. Thread-safe.
/// </summary>
internal sealed partial class IntakeQueue(IAlertStore store, InboxFacts inbox, ILogger<IntakeQueue> logger) : BackgroundService, IAlertIntake
{
    /// <summary>So many may wait; more are told to come again.</summary>
    public const int MostWaiting = 512;

    /// <summary>In one transaction: enough to share its cost, few enough that nobody waits long for it.</summary>
    private const int MostAtOnce = 64;

    private readonly ILogger _logger = logger;
    private readonly Channel<Waiting> _waiting = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    public async Task<TakeAnswer> TakeAsync(AlertBatch batch, Actor by, CancellationToken cancellationToken)
    {
        var waiting = new Waiting(new(batch, by), new(TaskCreationOptions.RunContinuationsAsynchronously));
        if (!inbox.HasRoom || !_waiting.Writer.TryWrite(waiting))
            return TakeAnswer.Overloaded;
        return await waiting.Answer.Task.WaitAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
        while (_waiting.Reader.TryRead(out var late))
            late.Answer.TrySetResult(TakeAnswer.Overloaded);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        List<Waiting> together = [];
        while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            while (together.Count < MostAtOnce && _waiting.Reader.TryRead(out var one))
                together.Add(one);
            await AppendAsync(together, stoppingToken);
            together.Clear();
        }
    }

    private async Task AppendAsync(List<Waiting> together, CancellationToken stoppingToken)
    {
        var answer = TakeAnswer.Overloaded;
        try
        {
            var numbers = await store.AppendAsync([.. together.Select(static one => one.Taken)], stoppingToken);
            for (var index = 0; index < together.Count; index++)
                inbox.Post(new InboxFact.Taken(new(numbers[index], together[index].Taken.Batch)));
            answer = TakeAnswer.Taken;
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            // An edge: the senders come again.
            LogUnwritten(failure, together.Count);
        }
        finally
        {
            foreach (var one in together)
                one.Answer.TrySetResult(answer);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, EventName = "AlertsUnwritten", Message = "Alerts could not be written down; the senders of {Batches} messages are told to come again")]
    private partial void LogUnwritten(Exception failure, int batches);

    private sealed record Waiting(TakenBatch Taken, TaskCompletionSource<TakeAnswer> Answer);
}
