using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace MissionControl.Core.Journal;

/// <summary>Records configurations that are already in force: a database that fails is tried again until it is written. Thread-safe.</summary>
public sealed partial class ConfigurationRecorder(IConfigurationRecords records, IJournal journal, TimeProvider clock, ILogger<ConfigurationRecorder> logger)
{
    /// <summary>Between two tries.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly ILogger _logger = logger;

    /// <summary>Ends when the configuration is recorded.</summary>
    /// <param name="tell">What to write, given what was recorded last; <see langword="null"/> when there is nothing to tell.</param>
    public Task RecordAsync(string name, JsonObject configuration, Func<JsonObject?, JournalFact?> tell, CancellationToken cancellationToken) => UntilWrittenAsync(
        async () =>
        {
            if (tell(await records.ReadAsync(name, cancellationToken)) is { } fact)
                await records.RecordAsync(name, configuration, fact, cancellationToken);
        },
        cancellationToken);

    /// <summary>Ends when the fact is written.</summary>
    public Task AppendAsync(JournalFact fact, CancellationToken cancellationToken) => UntilWrittenAsync(() => journal.AppendAsync(fact, cancellationToken), cancellationToken);

    private async Task UntilWrittenAsync(Func<Task> write, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await write();
                return;
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // An edge: the configuration is in force, and storage that fails now may work in a moment.
                LogUnrecorded(failure);
            }

            await Task.Delay(Pause, clock, cancellationToken);
        }
    }

    [LoggerMessage(EventName = "ConfigurationUnrecorded", Level = LogLevel.Error, Message = "A change of configuration could not be written into the journal; tried again in a moment")]
    private partial void LogUnrecorded(Exception failure);
}
