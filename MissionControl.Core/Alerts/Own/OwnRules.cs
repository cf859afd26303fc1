using System.Collections.Immutable;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;

namespace MissionControl.Core.Alerts.Own;

/// <summary>
/// The rules we bring along: a BPM is off its band, a BPM cannot be seen, a whole source cannot. What cannot be judged now neither fires
/// nor ends: nothing turns green by silence. Pure.
/// </summary>
internal static class OwnRules
{
    public const string Intake = "own";
    public const string BpmOff = "BpmOff";
    public const string BpmStale = "BpmStale";
    public const string SourceBlind = "SourceBlind";

    /// <summary>A source may stumble for so long before anybody is told.</summary>
    public static readonly TimeSpan StaleAfter = TimeSpan.FromMinutes(5);

    /// <summary>A source is blind when all of at least so many BPMs cannot be seen.</summary>
    private const int LeastBlind = 2;

    /// <summary>Does it say that a metric is off, as its tile does? Its name is the catalog's or made for people: the label tells.</summary>
    public static bool SaysOff(Alert alert) => alert.Intake == Intake && alert.Labels["alertname"] == BpmOff;

    /// <summary>What fires now, and what is known to be fine. Labels that stand in neither are not judged.</summary>
    public static OwnFindings Judge(BoardSnapshot board, DateTimeOffset now)
    {
        var findings = new OwnFindings();
        foreach (var source in board.Tiles.GroupBy(static tile => tile.Bpm.Source))
        {
            ImmutableArray<Tile> stale = [.. source.Where(tile => IsStale(tile, now))];
            var blind = LabelSet.Of(("alertname", SourceBlind), ("source", source.Key), ("severity", "warning"));
            var isBlind = stale.Length >= LeastBlind && stale.Length == source.Count();
            findings.Note(blind, isBlind ? stale.Max(static tile => tile.Since) : null, source.Any(static tile => tile.State != TileState.Stale), static () => LabelSet.Empty);
            foreach (var tile in source)
            {
                Judge(tile, findings, now, board.Definitions.Organisation.Zone);
                // One source that fails is one alert, not one for each of its metrics.
                var labels = Labels(tile.Bpm, BpmStale, "warning");
                findings.Note(labels, !isBlind && IsStale(tile, now) ? tile.Since : null, isBlind || tile.State != TileState.Stale, () => LabelSet.Of(("summary", tile.Problem ?? "")));
            }
        }

        return findings;
    }

    private static void Judge(Tile tile, OwnFindings findings, DateTimeOffset now, TimeZoneInfo zone) => findings.Note(
        Labels(tile.Bpm, BpmOff, tile.Bpm.Tier switch { Tier.Critical => "critical", Tier.Important => "warning", _ => "info" }),
        tile.State == TileState.Off ? tile.Since : null,
        tile.State is TileState.Normal or TileState.Held,
        () => LabelSet.Of(("summary", TileWords.Detail(tile, now, zone))),
        () => ValuesOf(tile));

    private static bool IsStale(Tile tile, DateTimeOffset now) => tile.State == TileState.Stale && now - tile.Since >= StaleAfter;

    private static LabelSet Labels(Bpm bpm, string name, string severity) => LabelSet.Of(
        ("alertname", name), ("bpm", bpm.Id), ("severity", severity), ("service", bpm.Services.IsEmpty ? "" : bpm.Services[0]));

    private static ImmutableSortedDictionary<string, double> ValuesOf(Tile tile)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        Add("value", tile.Latest?.Value);
        Add("lower", tile.Band?.Lower);
        Add("expected", tile.Band?.Expected);
        Add("upper", tile.Band?.Upper);
        return values.ToImmutable();

        void Add(string name, double? number)
        {
            if (number is { } finite && double.IsFinite(finite))
                values[name] = finite;
        }
    }
}

/// <summary>What our own rules find on one board.</summary>
internal sealed class OwnFindings
{
    private readonly Dictionary<string, AlertSignal> _firing = [];
    private readonly HashSet<string> _fine = [];

    /// <summary>By fingerprint.</summary>
    public IReadOnlyDictionary<string, AlertSignal> Firing => _firing;

    /// <summary>Fingerprints of what is known not to fire.</summary>
    public IReadOnlySet<string> Fine => _fine;

    public void Note(LabelSet labels, DateTimeOffset? since, bool isFine, Func<LabelSet> annotations, Func<ImmutableSortedDictionary<string, double>>? values = null)
    {
        if (since is { } startsAt)
            _firing[labels.Fingerprint()] = new()
            {
                Labels = labels,
                Annotations = annotations(),
                IsFiring = true,
                StartsAt = startsAt,
                Values = values?.Invoke() ?? ImmutableSortedDictionary<string, double>.Empty,
            };
        else if (isFine)
            _fine.Add(labels.Fingerprint());
    }
}
