using System.Collections.Immutable;
using MissionControl.Core.Changes;
using MissionControl.Core.Services;

namespace MissionControl.Core.Board;

/// <summary>The board at a moment: immutable, complete, safe to read from any thread. Nobody else computes state.</summary>
public sealed record BoardSnapshot : IVersioned
{
    /// <summary>Rises by one with every published change; starts anew with the process.</summary>
    public required long Version { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Definitions Definitions { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>In catalog order.</summary>
    public required ImmutableArray<Tile> Tiles { get; init; }

    public required ImmutableArray<ServiceStatus> Services { get; init; }

    /// <summary>What is wrong with the newest catalog files while the last good ones are running; empty when all is well.</summary>
    public ImmutableArray<string> CatalogProblems { get; init; } = [];

    /// <summary>What was changed in the last 24 hours or is about to be, the newest first; at most 100.</summary>
    public ImmutableArray<Change> Changes { get; init; } = [];

    /// <summary>The open ones that are not private, the worst first, then the newest.</summary>
    public ImmutableArray<OpenIncident> Incidents { get; init; } = [];

    /// <summary>How many alerts there are, in groups.</summary>
    public AlertCounts Alerts { get; init; }

    public Tile? FindTile(string bpm) => Tiles.FirstOrDefault(tile => tile.Bpm.Id == bpm);
}

/// <summary>Alerts in groups: open ones, and those among them that nobody looks after, holds or silenced.</summary>
public readonly record struct AlertCounts(int Open, int Unacknowledged);

/// <summary>An open incident as the board shows it.</summary>
/// <param name="Severity">1 is the worst, 4 the least.</param>
/// <param name="Phase">The name of the phase.</param>
/// <param name="Since">Since when it hurts, or since it was detected or declared, UTC.</param>
/// <param name="HasCommander">Somebody leads it.</param>
/// <param name="NextUpdateBy">By when the public was promised to hear again, UTC.</param>
public sealed record OpenIncident(int Number, string Title, int Severity, string Phase, DateTimeOffset Since, bool HasCommander, DateTimeOffset? NextUpdateBy, ImmutableArray<string> Services);

/// <summary>A service as it stands now.</summary>
/// <param name="Words">Why, in one sentence.</param>
public sealed record ServiceStatus(Service Service, Health Health, string Words, long Version);
