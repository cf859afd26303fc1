using System.Collections.Immutable;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Web.Board;
using MissionControl.Web.Board.Tiles;
using MissionControl.Web.Bpms.Past;
using MissionControl.Web.Bpms.Why;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Bpms;

/// <summary>A BPM as it stands now, with everything its catalog entry says about it.</summary>
public sealed record BpmView
{
    public required Bpm Bpm { get; init; }

    public required TimeZoneInfo Zone { get; init; }

    /// <summary>When the board it comes from was published.</summary>
    public required DateTimeOffset At { get; init; }

    public required long Version { get; init; }

    /// <summary>As on the board; <see langword="null"/> before the first sample was asked for.</summary>
    public required TileView? Tile { get; init; }

    /// <summary><see langword="null"/> before the first sample was asked for.</summary>
    public required TileState? State { get; init; }

    /// <summary>Since when it is in its state.</summary>
    public required DateTimeOffset? Since { get; init; }

    /// <summary>The word for the state, also where the board needs none.</summary>
    public required string StateWord { get; init; }

    public required string SinceWords { get; init; }

    public required string SinceFull { get; init; }

    /// <summary>Why the band is what it is, or why there is none; <see langword="null"/> before the first sample was asked for.</summary>
    public required WhyView? Why { get; init; }

    /// <summary>A warning of the source while we can see; empty otherwise.</summary>
    public required string Warning { get; init; }

    /// <summary>Where it is written what to do; without words when nowhere.</summary>
    public required BpmFact Runbook { get; init; }

    /// <summary>Somebody should look now.</summary>
    public bool NeedsSomeone => State is TileState.Off or TileState.Watch or TileState.Stale;

    public required ImmutableArray<BpmFact> Facts { get; init; }

    /// <summary>How it is measured: source and queries.</summary>
    public required ImmutableArray<BpmFact> Measured { get; init; }

    /// <summary>For the browser's tab.</summary>
    public required string Title { get; init; }

    public required string Icon { get; init; }

    /// <summary><see langword="null"/> when the catalog has no such BPM.</summary>
    public static BpmView? From(BoardSnapshot snapshot, string id, DateTimeOffset now)
    {
        var tile = snapshot.FindTile(id);
        if ((snapshot.Definitions.FindBpm(id) ?? tile?.Bpm) is not { } bpm)
            return null;
        var zone = snapshot.Definitions.Organisation.Zone;
        var verdict = VerdictView.From(snapshot.Verdict, now, zone);
        var view = tile is null ? null : TileView.From(tile, now, zone);
        return new BpmView
        {
            Bpm = bpm,
            Zone = zone,
            At = snapshot.At,
            Version = snapshot.Version,
            Tile = view,
            State = tile?.State,
            Since = tile?.Since,
            StateWord = view is null ? "Not read yet" : view.StateWord.Length > 0 ? view.StateWord : "Normal",
            SinceWords = tile is null ? "" : Words.Time(tile.Since, now, zone),
            SinceFull = tile is null ? "" : Words.FullTime(tile.Since, zone),
            Why = tile is null ? null : WhyView.Of(tile),
            Warning = tile is { State: not TileState.Stale, Problem: { Length: > 0 } problem } ? problem : "",
            Runbook = RunbookOf(bpm, snapshot.Definitions),
            Facts = FactsOf(bpm, snapshot.Definitions),
            Measured = MeasuredBy(bpm),
            Title = $"{verdict.Shape.Glyph} {bpm.Name} · Mission Control",
            Icon = verdict.Icon,
        };
    }

    private static ImmutableArray<BpmFact> FactsOf(Bpm bpm, Definitions definitions)
    {
        var services = bpm.Services.Select(id => definitions.Services.FirstOrDefault(service => service.Id == id)?.Name ?? id);
        BpmFact[] facts =
        [
            new("Stands for", bpm.Kpi ?? ""),
            new("Business stage", bpm.Stage?.ToString() ?? ""),
            new("Owner", NameOf(bpm.Owner ?? "")),
            new("Tier", bpm.Tier.ToString()),
            new("Speaks for", string.Join(", ", services)),
            new("Told to", string.Join(", ", bpm.Audiences.Select(Spaced))),
            RunbookOf(bpm, definitions),
            new("Hurts", bpm.Hurts switch { Direction.Below => "Below its band", Direction.Above => "Above its band", _ => "On both sides of its band" }),
            new("Band", PastWords.Policy(bpm)),
            new("Patience", $"{Words.Duration(bpm.Patience)} outside its band before it is Off"),
            new("Minimum volume", bpm.MinimumVolume > 0 ? $"{Words.Number(bpm.MinimumVolume)} behind each sample" : ""),
        ];
        return [.. facts.Where(fact => fact.Says.Length > 0)];
    }

    private static BpmFact RunbookOf(Bpm bpm, Definitions definitions) => definitions.RunbookOf(bpm.Id) is { } runbook
        ? new("Runbook", runbook.Title) { Href = Routes.Runbook(runbook.Id) }
        : new("Runbook", NameOf(bpm.Runbook ?? ""));

    private static ImmutableArray<BpmFact> MeasuredBy(Bpm bpm)
    {
        BpmFact[] facts =
        [
            new("Source", bpm.Source),
            new(bpm.Query.Denominator is null ? "Query" : "Numerator", bpm.Query.Value),
            new("Denominator", bpm.Query.Denominator ?? ""),
            new(bpm.Query.Value.Length > 0 ? "Asked every" : "Pushed every", Words.Duration(bpm.Interval)),
        ];
        return [.. facts.Where(fact => fact.Says.Length > 0)];
    }

    private static string NameOf(string id) => id.Length == 0 ? "" : char.ToUpperInvariant(id[0]) + id[1..].Replace('-', ' ');

    // "ProductLead" becomes "Product lead".
    private static string Spaced(Audience audience) =>
        string.Concat(audience.ToString().Select((letter, index) => index > 0 && char.IsUpper(letter) ? " " + char.ToLowerInvariant(letter) : letter.ToString()));
}

/// <summary>A line about a BPM.</summary>
public readonly record struct BpmFact(string Name, string Says)
{
    /// <summary>Where it is told in full; <see langword="null"/> when nowhere.</summary>
    public string? Href { get; init; }
}
