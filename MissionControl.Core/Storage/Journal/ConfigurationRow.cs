namespace MissionControl.Core.Storage.Journal;

/// <summary>A configuration as the journal last recorded it.</summary>
internal sealed class ConfigurationRow
{
    /// <summary>"catalog" or "settings".</summary>
    public required string Name { get; set; }

    /// <summary>Canonical JSON.</summary>
    public required string Body { get; set; }
}
