using System.Collections.Immutable;

namespace MissionControl.Core.Alerts.Intakes;

/// <summary>Where in a message of some sender the parts of its alerts stand. Paths begin at the alert.</summary>
public sealed record AlertMapping
{
    /// <summary>The list of alerts; <see langword="null"/>: the message is one alert.</summary>
    public MessagePath? Alerts { get; init; }

    /// <summary>The name of the alert, its label <c>alertname</c>.</summary>
    public required MappedText Name { get; init; }

    /// <summary>What says whether it fires; <see langword="null"/>: whatever is sent fires.</summary>
    public MessagePath? Status { get; init; }

    /// <summary>Words of the status that mean it fires, in any letter case; empty: every other than <see cref="Resolved"/>.</summary>
    public ImmutableArray<string> Firing { get; init; } = [];

    /// <summary>Words of the status that mean it is over, in any letter case.</summary>
    public ImmutableArray<string> Resolved { get; init; } = [];

    /// <summary>A time, or Unix seconds or milliseconds.</summary>
    public MessagePath? StartsAt { get; init; }

    /// <summary>As <see cref="StartsAt"/>.</summary>
    public MessagePath? EndsAt { get; init; }

    public MappedText? Link { get; init; }

    public ImmutableArray<(string Name, MappedText Text)> Labels { get; init; } = [];

    public ImmutableArray<(string Name, MappedText Text)> Annotations { get; init; } = [];
}

/// <summary>A text for all alerts, or where each has its own.</summary>
/// <param name="Constant"><see langword="null"/> exactly when there is a path.</param>
public sealed record MappedText(string? Constant, MessagePath? Path)
{
    /// <summary><c>$</c> begins a path; anything else is the text itself. <see langword="null"/> for a path that is none.</summary>
    public static MappedText? Read(string written) =>
        !written.StartsWith('$') ? new(written, null) : MessagePath.Read(written) is { } path ? new(null, path) : null;
}
