namespace MissionControl.Core.Storage.Calendars;

internal sealed class StretchRow
{
    public Guid Id { get; set; }

    /// <summary>The name of the kind.</summary>
    public required string Kind { get; set; }

    public string? Bpm { get; set; }

    public DateTimeOffset From { get; set; }

    public DateTimeOffset? To { get; set; }

    public required string Words { get; set; }

    public DateTimeOffset DeclaredAt { get; set; }

    public string? By { get; set; }

    /// <summary><see langword="null"/> while it stands.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }
}
