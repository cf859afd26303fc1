using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MissionControl.Core.Bpms.Memory;
using MissionControl.Core.Journal;
using MissionControl.Core.Wording;

namespace MissionControl.Core.Board;

/// <summary>Saves what has been shown, every few seconds and once more at the end. A database that fails is tried again; the board goes on.</summary>
internal sealed partial class ShownKeeper(ShownLog shown, ISampleStore samples, IJournal journal, TimeProvider clock, ILogger<ShownKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private readonly List<ShownSample> _unsaved = [];
    private JournalFact? _unwritten;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await SaveAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await SaveAsync(CancellationToken.None);
        }
    }

    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        while (_unsaved.Count < 5000 && shown.Samples.TryRead(out var sample))
            _unsaved.Add(sample);
        try
        {
            if (_unsaved.Count > 0)
                await samples.SaveAsync(_unsaved, cancellationToken);
            _unsaved.Clear();
            while (_unwritten is not null || shown.Facts.TryRead(out _unwritten))
            {
                await journal.AppendAsync(_unwritten, cancellationToken);
                _unwritten = null;
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The edge of a loop: storage that fails now may work in five seconds, and what is unsaved is kept until then.
            var count = Words.Count(_unsaved.Count, "sample", "samples");
            LogUnsaved(logger, failure, count);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, EventName = "ShownUnsaved", Message = "{Count} could not be saved; tried again in a moment")]
    private static partial void LogUnsaved(ILogger logger, Exception failure, string count);
}
