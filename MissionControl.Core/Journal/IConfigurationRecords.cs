using System.Text.Json.Nodes;

namespace MissionControl.Core.Journal;

/// <summary>Each configuration as the journal last recorded it, so that what changed while the app was down is told as well.</summary>
public interface IConfigurationRecords
{
    /// <summary><see langword="null"/> when none was recorded under that name.</summary>
    Task<JsonObject?> ReadAsync(string name, CancellationToken cancellationToken);

    /// <summary>Keeps the configuration and appends the fact, in one transaction.</summary>
    Task RecordAsync(string name, JsonObject configuration, JournalFact fact, CancellationToken cancellationToken);
}
