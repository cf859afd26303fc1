using System.Collections.Immutable;

namespace MissionControl.Core.Alerts.Signals;

/// <summary>What a sender said of one alert, as it stands in its message: neither cleaned nor checked.</summary>
public sealed record SaidSignal
{
    /// <summary>Where it stands, for problems.</summary>
    public required SignalPlace Place { get; init; }

    public required IReadOnlyCollection<KeyValuePair<string, string>> Labels { get; init; }

    public IReadOnlyCollection<KeyValuePair<string, string>> Annotations { get; init; } = [];

    public required bool IsFiring { get; init; }

    /// <summary><see langword="null"/>: not said.</summary>
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary><see langword="null"/>: not said.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    public bool CannotSee { get; init; }

    public ImmutableSortedDictionary<string, double> Values { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    public string? Link { get; init; }
}

/// <summary>Where one alert stands in a message.</summary>
/// <param name="List">The field that holds the list, for example <c>alerts</c>; empty when the message itself is the list.</param>
/// <param name="Index">From 0; below 0 when the message holds one alert and no list.</param>
public readonly record struct SignalPlace(string List, int Index)
{
    /// <summary>The message is the alert.</summary>
    public static readonly SignalPlace Whole = new("", -1);

    /// <summary>For example <c>alerts[3].labels.alertname</c>.</summary>
    public string Field(string name) => Index < 0 ? name : name.Length == 0 ? $"{List}[{Index}]" : $"{List}[{Index}].{name}";
}
