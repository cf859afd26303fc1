using System.Collections.Immutable;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Web.Changes;

namespace MissionControl.Web.Board;

/// <summary>What stands around the tiles, ready to print.</summary>
public sealed record BoardView
{
    private const int ShownChanges = 8;

    public required long Version { get; init; }

    public required DateTimeOffset At { get; init; }

    public required TimeZoneInfo Zone { get; init; }

    public required VerdictView Verdict { get; init; }

    /// <summary>"5 of 6 reporting".</summary>
    public required string Reporting { get; init; }

    /// <summary>The class that says how many columns fit the tiles on a wall.</summary>
    public required string WallColumns { get; init; }

    public required ImmutableArray<ServiceView> Services { get; init; }

    public required ImmutableArray<OpenIncident> Incidents { get; init; }

    public required ImmutableArray<string> CatalogProblems { get; init; }

    /// <summary>The newest first; <see cref="MoreChanges"/> says how many were left out.</summary>
    public required ImmutableArray<ChangeView> Changes { get; init; }

    public required int MoreChanges { get; init; }

    /// <summary>Nothing is defined: the page says how to begin.</summary>
    public required bool IsEmpty { get; init; }

    public static BoardView From(BoardSnapshot snapshot, DateTimeOffset now)
    {
        var zone = snapshot.Definitions.Organisation.Zone;
        return new BoardView
        {
            Version = snapshot.Version,
            At = snapshot.At,
            Zone = zone,
            Verdict = VerdictView.From(snapshot.Verdict, now, zone),
            Reporting = $"{snapshot.Tiles.Count(IsReporting)} of {snapshot.Tiles.Length} reporting",
            WallColumns = "columns-" + ColumnsFor(snapshot.Tiles.Length),
            Services = [.. snapshot.Services.Select(ServiceView.From)],
            Incidents = snapshot.Incidents,
            CatalogProblems = snapshot.CatalogProblems,
            Changes = ChangeView.List(snapshot.Changes.Take(ShownChanges), snapshot.Definitions, now),
            MoreChanges = Math.Max(0, snapshot.Changes.Length - ShownChanges),
            // Version 0 is the feed before its first snapshot: it does not know yet.
            IsEmpty = snapshot.Version > 0 && snapshot.Definitions.Bpms.IsEmpty && snapshot.Tiles.IsEmpty,
        };
    }

    /// <summary>Columns on a wide screen so that all rows fit without scrolling: 4 for 12 tiles, 8 for 40.</summary>
    internal static int ColumnsFor(int tiles) => Math.Clamp((int)Math.Ceiling(Math.Sqrt(tiles * 1.3)), 1, 10);

    private static bool IsReporting(Tile tile) => tile.State is not TileState.Stale && tile.Latest is not null;
}
