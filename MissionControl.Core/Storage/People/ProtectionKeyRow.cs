namespace MissionControl.Core.Storage.People;

internal sealed class ProtectionKeyRow
{
    public required string Name { get; set; }

    public required string Xml { get; set; }

    public DateTimeOffset AddedAt { get; set; }
}
