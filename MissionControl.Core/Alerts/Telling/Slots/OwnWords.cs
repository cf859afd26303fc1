using System.Collections.Immutable;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;

namespace MissionControl.Core.Alerts.Telling.Slots;

/// <summary>What our own rules find, in words made of the BPM itself: nobody has to write any.</summary>
/// <param name="Title">What is wrong.</param>
/// <param name="What">What that means.</param>
/// <param name="Do">What to do; <see langword="null"/> where only the catalog can know.</param>
internal sealed record OwnWords(string Title, string What, string? Do)
{
    public const string Intake = "own";
    public const string BpmOff = "BpmOff";
    public const string BpmStale = "BpmStale";
    public const string SourceBlind = "SourceBlind";

    private const string OurViewOnly = "Nothing to do: this is about what we can see, not about what people can do.";

    /// <returns><see langword="null"/> for what came from outside.</returns>
    public static OwnWords? Of(Case it)
    {
        var alert = it.Group.Alerts[0];
        if (alert.Intake != Intake)
            return null;
        var tile = alert.Labels["bpm"] is { } id ? it.Board.FindTile(id) : null;
        var bpm = tile?.Bpm ?? (alert.Labels["bpm"] is { } known ? it.Definitions.FindBpm(known) : null);
        // The alert's own name is what the catalog or we make of it for people.
        return (alert.Labels["alertname"], bpm) switch
        {
            (BpmOff, not null) => Off(it, bpm, tile),
            (BpmStale, not null) => Stale(it, bpm, tile),
            (SourceBlind, _) when alert.Labels["source"] is { } source => Blind(it, OneLine.Of(source, 80)),
            _ => null,
        };
    }

    private static OwnWords Off(Case it, Bpm bpm, Tile? tile)
    {
        // Once it is back the tile knows no side any more: the all-clear speaks of the one that hurts.
        var side = tile?.Side ?? (bpm.Hurts == Direction.Both ? null : bpm.Hurts);
        var title = bpm.Kind is BpmKind.Freshness ? $"{bpm.Name} is late"
            : it.IsPlain && Counted(bpm, side) is { } counted ? counted
            : $"{bpm.Name} is {ValueWords.Side(side, it.IsPlain)}";
        var means = Sentence(bpm.Means);
        return it.Audience switch
        {
            Audience.ProductLead when bpm.Kpi is { } kpi => new(title, $"{means} It stands for {kpi}.", $"Nothing to mend yourself{(bpm.Owner is { } owner ? $"; {owner} looks after it" : "")}. Decide whether a release or a campaign should wait."),
            Audience.ProductLead => new(title, means, "Nothing to mend yourself. Decide whether a release or a campaign should wait."),
            Audience.DataLead => new(title, means, $"Mark figures built on {bpm.Name} since {it.Time(it.Group.Since)} as unusual."),
            Audience.LocalOffice => new(title, $"What we watch: {LowerFirst(means)}", $"If people ask, tell them that we have known of it since {it.Time(it.Group.Since)}."),
            _ => new(title, means, null),
        };
    }

    /// <summary>"Fewer sign-ins than usual": the word for what is counted says more than the name of a metric.</summary>
    private static string? Counted(Bpm bpm, Direction? side) => (bpm.Counts, bpm.Kind, side) switch
    {
        ({ } counts, BpmKind.Ratio, Direction.Below) => $"Fewer {counts} succeed than usual",
        ({ } counts, BpmKind.Rate or BpmKind.Count, Direction.Below) => $"Fewer {counts} than usual",
        ({ } counts, BpmKind.Rate or BpmKind.Count, Direction.Above) => $"More {counts} than usual",
        _ => null,
    };

    private static OwnWords Stale(Case it, Bpm bpm, Tile? tile)
    {
        const string Unknown = "Its numbers do not arrive, so nobody knows whether all is well. Nothing is known to be wrong.";
        var title = $"{bpm.Name} cannot be seen";
        var since = it.Time(tile?.Latest?.At ?? it.Group.Since);
        return it.Audience switch
        {
            Audience.Responder => new(title, Unknown, $"Look at the source “{bpm.Source}”{(tile?.Problem is { Length: > 0 } problem ? $": {LowerFirst(OneLine.Of(problem, 200).TrimEnd('.'))}" : "")}."),
            Audience.DataLead => new(title, Unknown, $"Do not trust figures of {bpm.Name} from {since} on until it can be seen again."),
            Audience.ProductLead => new(title, Unknown, $"Do not read the silence as good news: the last number is from {since}."),
            _ => new(title, "A number that we watch does not arrive. Nothing is known to be wrong.", OurViewOnly),
        };
    }

    private static OwnWords Blind(Case it, string source)
    {
        var unseen = it.Board.Tiles.Where(tile => tile.Bpm.Source == source).ToImmutableArray();
        var names = unseen.IsEmpty ? "some metrics" : Case.Listed([.. unseen.OrderBy(static tile => tile.Bpm.Tier).Select(static tile => tile.Bpm.Name)]);
        var count = unseen.IsEmpty ? "some metrics" : unseen.Length == 1 ? "1 metric" : $"{unseen.Length} metrics";
        var problem = unseen.Select(static tile => tile.Problem).FirstOrDefault(static said => said is { Length: > 0 });
        return it.Audience switch
        {
            Audience.Responder => new($"The source “{source}” does not answer: {count} cannot be seen", $"Nobody knows whether all is well with {names}. Nothing is known to be wrong.", $"Look at the source “{source}”{(problem is null ? "" : $": {LowerFirst(OneLine.Of(problem, 200).TrimEnd('.'))}")}."),
            Audience.DataLead => new($"{Capital(count)} cannot be seen", $"Numbers of {names} do not arrive.", $"Do not trust figures of these from {it.Time(it.Group.Since)} on until they can be seen again."),
            Audience.ProductLead => new($"{Capital(count)} cannot be seen", $"Numbers of {names} do not arrive. Nothing is known to be wrong.", $"Do not read the silence as good news: it began at {it.Time(it.Group.Since)}."),
            _ => new("We cannot see some of our numbers", "Some numbers that we watch do not arrive. Nothing is known to be wrong.", OurViewOnly),
        };
    }

    private static string Sentence(string words) => words.TrimEnd('.', ' ') + ".";

    // "The source…" becomes "the source…"; "HTTP 503" stays.
    private static string LowerFirst(string words) =>
        words.Length > 1 && char.IsUpper(words[0]) && char.IsLower(words[1]) ? char.ToLowerInvariant(words[0]) + words[1..] : words;

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
