using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using MissionControl.Core.Bpms;
using MissionControl.Core.Catalog.Keys;
using MissionControl.Core.Catalog.Yaml;

namespace MissionControl.Core.Catalog.Sections;

/// <summary><c>expect:</c> of a BPM: cases that <c>check-catalog</c> runs.</summary>
internal static class ExpectationSection
{
    private static readonly Key<string> Name = Key.Required("name", TextShape.Line(120), "What the case is about.");
    private static readonly Key<string> History = Key.Optional("history", TextShape.Line(200), "Of learned bands: a CSV file of this folder (timestamp,value and maybe volume) to learn from.");
    private static readonly Key<DateTimeOffset> At = Key.Optional("at", new MomentShape(), "When the value comes, for example 2026-03-03T14:00:00Z (default: right after the history).");
    private static readonly Key<Limit> Value = Key.Required("value", new LimitShape(), "A number; of ratios also a percentage, of freshness a duration.");
    private static readonly Key<double> Volume = Key.Optional("volume", new AmountShape(), "Of ratios: out of how many.");
    private static readonly Key<TimeSpan> Lasting = Key.Optional("lasting", new DurationShape(TimeSpan.Zero, TimeSpan.FromDays(2)), "For how long the value stays (default: one sample).");
    private static readonly Key<TileState> State = Key.Required("state", WordShape<TileState>.AsNamed("a state"), "What the tile should then say.");

    private static readonly Shape<(Expectation Case, Limit? Value)> Entry = new ObjectShape<(Expectation, Limit?)>("an expectation", [Name, History, At, Value, Volume, Lasting, State], Build);

    public static readonly Key<ImmutableArray<(Expectation Case, Limit? Value)>> Cases = Key.Optional("expect", new ListShape<(Expectation, Limit?)>("expectations", Entry), "Cases that check-catalog runs: what the tile should say of a value.");

    /// <summary>What no case can know of its BPM.</summary>
    public static void Check(BpmKind? kind, BandPolicy band, Fields bpm)
    {
        foreach (var (expectation, value) in bpm.Get(Cases, []))
        {
            var wrong = (band, expectation) switch
            {
                (BandPolicy.Learned, { History: null }) => "a learned band needs the 'history' it is to be learned from",
                (BandPolicy.Fixed, { History: not null }) => "a fixed band is not learned, so 'history' has no use here",
                (_, { Volume: not null }) when kind is not (null or BpmKind.Ratio) => "only ratios have a volume",
                (_, { State: TileState.Held or TileState.Stale }) => "a value alone makes no tile Held or Stale; expect Normal, Watch, Off, TooFew or Learning",
                _ => value is null ? null : BandRules.WrongWith(kind, value)?.Replace("limit", "value", StringComparison.Ordinal),
            };
            if (wrong is not null)
                bpm.Reading.Problems.Add(new(expectation.File, expectation.Line, expectation.Column), wrong);
        }
    }

    private static (Expectation Case, Limit? Value) Build(Fields fields) => (new()
    {
        Name = fields.Get(Name, ""),
        History = fields.Find(History),
        At = fields.FindValue(At),
        Value = fields.Find(Value)?.Value ?? 0,
        Volume = fields.FindValue(Volume),
        Lasting = fields.Get(Lasting, TimeSpan.Zero),
        State = fields.Get(State, default),
        File = fields.Map.Place.File,
        Line = fields.Map.Place.Line,
        Column = fields.Map.Place.Column,
    }, fields.Find(Value));

    /// <summary>A moment with its offset.</summary>
    private sealed class MomentShape() : ScalarShape<DateTimeOffset>("a moment such as 2026-03-03T14:00:00Z")
    {
        public override JsonObject Schema() => new() { ["type"] = "string", ["format"] = "date-time" };

        protected override bool TryParse(ScalarNode scalar, [MaybeNullWhen(false)] out DateTimeOffset value) => DateTimeOffset.TryParseExact(
            scalar.Text, ["yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out value)
            && value.Year is >= 1970 and <= 2999;
    }
}
