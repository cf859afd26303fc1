using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Board.Tiles;

/// <summary>A tile in words and lines, ready to print.</summary>
public sealed record TileView
{
    /// <summary>What the sparkline shows.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromHours(3);

    public required string Name { get; init; }

    public required string Href { get; init; }

    /// <summary>Where an incident is declared of it, with it as evidence; <see langword="null"/> while nothing is wrong.</summary>
    public required string? Declare { get; init; }

    /// <summary>The class that carries the state's colour and, on phones, its place.</summary>
    public required string StateClass { get; init; }

    public required Shape Shape { get; init; }

    /// <summary>"Off", "Watch", "Too few"; empty for what needs no word.</summary>
    public required string StateWord { get; init; }

    public required Quantity Value { get; init; }

    /// <summary>"62–78 %"; empty without a band.</summary>
    public required string Expected { get; init; }

    public required TileSentence Sentence { get; init; }

    /// <summary>The change that most likely did it, "identity-web 4.18.0, 2 min before, same service"; empty without one.</summary>
    public required string Suspect { get; init; }

    public required Gauge Gauge { get; init; }

    public required Sparkline Sparkline { get; init; }

    public required string Owner { get; init; }

    /// <summary>When the value held; <see langword="null"/> when there is none.</summary>
    public required DateTimeOffset? MeasuredAt { get; init; }

    /// <summary>"8 s ago"; empty without a value.</summary>
    public required string Age { get; init; }

    public required string FullTime { get; init; }

    /// <summary>Seconds after which the value looks old even if nobody says so.</summary>
    public required int OldAfter { get; init; }

    /// <summary>The whole tile in one sentence, for those who hear it.</summary>
    public required string Label { get; init; }

    /// <summary>What was measured, what was expected and why, and since when it is otherwise: for who points at the tile.</summary>
    public required string Detail { get; init; }

    /// <summary>The id of the element that says <see cref="Detail"/>.</summary>
    public required string DetailId { get; init; }

    public static TileView From(Tile tile, DateTimeOffset now, TimeZoneInfo zone)
    {
        var value = tile.Latest is { } latest ? Quantity.Of(tile.Bpm, latest.Value) : new Quantity("–", "");
        var sentence = TileSentence.Of(tile, now, zone);
        var expected = Quantity.Expected(tile.Bpm, tile.Band);
        // The tile keeps them until something else moves it on.
        var changes = tile.Changes.RemoveAll(change => change.At <= now - Span || change.At > now);
        var suspect = tile.Suspect is { } likely ? $"{likely.Change.Title}, {GuiltWords.Why(likely)}" : "";
        var changed = ChangeWords.Lately(changes, now, zone) + (suspect.Length > 0 ? $" Most likely: {suspect}." : "");
        // Of a service it depends on, the one that most likely did it is drawn as well.
        if (tile.Suspect is { Change: var guilty } && !changes.Any(change => change.Id == guilty.Id))
            changes = changes.Add(guilty);
        return new TileView
        {
            Name = tile.Bpm.Name,
            Href = Routes.Bpm(tile.Bpm.Id),
            Declare = tile.State is TileState.Off or TileState.Watch ? Routes.Declare(tile.Bpm.Id, null) : null,
            StateClass = ClassOf(tile.State),
            Shape = Shape.Of(tile),
            StateWord = WordOf(tile.State),
            Value = value,
            Expected = expected,
            Sentence = sentence,
            Suspect = suspect,
            Gauge = Gauge.Of(tile),
            Sparkline = Sparkline.Of(tile.Recent, now, Span).With(changes, now, Span),
            Owner = OwnerOf(tile.Bpm),
            MeasuredAt = tile.Latest?.At,
            Age = tile.Latest is { } taken ? Words.Ago(now - taken.At) : "",
            FullTime = tile.Latest is { } read ? Words.FullTime(read.At, zone) : "",
            OldAfter = (int)Math.Max(60, tile.Bpm.Interval.TotalSeconds * 3),
            Label = LabelOf(tile, value, expected, sentence, now, zone) + changed,
            Detail = $"{TileWords.Detail(tile, now, zone)}{changed}",
            DetailId = "why-" + tile.Bpm.Id,
        };
    }

    private static string LabelOf(Tile tile, Quantity value, string expected, TileSentence sentence, DateTimeOffset now, TimeZoneInfo zone)
    {
        var reading = tile.Latest is null ? "no value yet" : value.Full;
        var against = expected.Length == 0 ? "" : ", expected " + expected.Replace("<", "under", StringComparison.Ordinal).Replace(">", "over", StringComparison.Ordinal);
        var state = WordOf(tile.State);
        // "Learning: 2 of 14 days" names its state by itself.
        var word = state.Length == 0 || sentence.Full.StartsWith(state, StringComparison.Ordinal) ? "" : state + ": ";
        var measured = tile.Latest is { } latest ? $" Measured at {Words.Time(latest.At, now, zone)}." : "";
        var owner = OwnerOf(tile.Bpm) is { Length: > 0 } name ? $" Owner: {name}." : "";
        return $"{tile.Bpm.Name}, {reading}{against}. {word}{sentence.Full}.{owner}{measured}";
    }

    // Owners are written as ids in the catalog ("identity"); on glass they are names.
    private static string OwnerOf(Bpm bpm) =>
        string.IsNullOrEmpty(bpm.Owner) ? "" : char.ToUpperInvariant(bpm.Owner[0]) + bpm.Owner[1..].Replace('-', ' ');

    private static string ClassOf(TileState state) => state switch
    {
        TileState.Watch => "is-watch",
        TileState.Off => "is-off",
        TileState.Stale => "is-stale",
        TileState.Held => "is-held",
        TileState.Learning => "is-learning",
        TileState.TooFew => "is-few",
        _ => "is-normal",
    };

    private static string WordOf(TileState state) => state switch
    {
        TileState.Watch => "Watch",
        TileState.Off => "Off",
        TileState.Stale => "Stale",
        TileState.Held => "Held",
        TileState.Learning => "Learning",
        TileState.TooFew => "Too few",
        _ => "",
    };
}
