using System.Globalization;
using Microsoft.AspNetCore.Components;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Board.Tiles;

/// <summary>
/// A tile as finished HTML, so that an open board keeps one string, shared by all, instead of a component and fifty render frames
/// a tile. Heard as one sentence, seen as parts; what it rests on is described for who asks: by pointing, by focus, by ear.
/// </summary>
/// <param name="Look">The classes of the tile's link.</param>
/// <param name="DetailId">The id of what describes it.</param>
/// <param name="Still">What is in the link.</param>
/// <param name="Name">Of the metric.</param>
/// <param name="Declare">Where an incident is declared of it; <see langword="null"/> while nothing is wrong.</param>
internal sealed record TileDrawing(string Look, string Href, string DetailId, Quantity Value, MarkupString Still, string Name, string? Declare)
{
    private static readonly MarkupString _none = new("");
    private string? _moved;

    /// <summary>The same, where the value is not the one that was on glass: it fades in once. Made when first needed.</summary>
    public MarkupString Moved => new(LazyInitializer.EnsureInitialized(ref _moved, FadeIn));

    public static TileDrawing Of(TileView view) => new("tile " + view.StateClass, view.Href, view.DetailId, view.Value, Inside(view), view.Name, view.Declare);

    // No words of others hold this: in them quotes are encoded.
    private string FadeIn() => Still.Value.Replace("class=\"value\"", "class=\"value moved\"", StringComparison.Ordinal);

    private static MarkupString Inside(TileView view) => Markup.Of(
        $"""
        <span class="heard">{view.Label}</span>
        <span class="tile-top" aria-hidden="true"><span class="tile-name">{view.Name}</span><span class="tile-state">{view.StateWord} {Draw(view.Shape)}</span></span>
        <span class="tile-reading" aria-hidden="true"><span class="value">{view.Value.Text}</span><span class="unit">{view.Value.Unit}</span>{Expected(view)}</span>
        {Draw(view.Gauge)}
        <span class="tile-says" aria-hidden="true">{view.Sentence.Before}{Lasted(view.Sentence)}{view.Sentence.After}{Suspected(view)}</span>
        {Draw(view.Sparkline)}
        <span class="tile-foot" aria-hidden="true"><span>{view.Owner}</span>{Age(view)}</span>
        <span class="tile-why" id="{view.DetailId}" aria-hidden="true">{view.Detail}</span>
        """);

    private static MarkupString Expected(TileView view) =>
        view.Expected.Length > 0 ? Markup.Of($"""<span class="expected"><span>expected</span> {view.Expected}</span>""") : _none;

    private static MarkupString Lasted(TileSentence sentence) => sentence.Since is { } since
        ? Markup.Of($"""<time datetime="{Words.Machine(since)}" data-lasted>{sentence.Lasted}</time>""")
        : _none;

    private static MarkupString Suspected(TileView view) =>
        view.Suspect.Length > 0 ? Markup.Of($"""<span class="tile-suspect">{view.Suspect}</span>""") : _none;

    private static MarkupString Age(TileView view) => view.MeasuredAt is { } measured
        ? Markup.Of($"""<time datetime="{Words.Machine(measured)}" title="{view.FullTime}" data-age data-old="{Text(view.OldAfter)}">{view.Age}</time>""")
        : _none;

    private static MarkupString Draw(Shape shape) =>
        Markup.Of($"""<svg class="shape {shape.Look}" viewBox="0 0 16 16" aria-hidden="true"><path d="{shape.Path}"/></svg>""");

    private static MarkupString Draw(Gauge gauge) => Markup.Of(
        $"""<svg class="gauge" viewBox="0 0 {Text(Gauge.Width)} {Text(Gauge.Height)}" preserveAspectRatio="none" aria-hidden="true"><path class="track" d="M4 6H196"/><path class="strip" d="{gauge.Strip}"/><path class="mark" d="{gauge.Mark}"/></svg>""");

    private static MarkupString Draw(Sparkline sparkline) => Markup.Of(
        $"""<svg class="spark" viewBox="0 0 {Text(Sparkline.Width)} {Text(Sparkline.Height)}" preserveAspectRatio="none" aria-hidden="true"><path class="ribbon" d="{sparkline.Ribbon}"/>{Marks(sparkline)}<path class="line" d="{sparkline.Line}"/><path class="end" d="{sparkline.End}"/></svg>""");

    private static MarkupString Marks(Sparkline sparkline) => sparkline.Marks.Length > 0 ? Markup.Of($"""<path class="changes" d="{sparkline.Marks}"/>""") : _none;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
