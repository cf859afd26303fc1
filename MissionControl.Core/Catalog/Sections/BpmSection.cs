using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MissionControl.Core.Bpms;
using MissionControl.Core.Catalog.Keys;

namespace MissionControl.Core.Catalog.Sections;

/// <summary><c>bpms:</c> the tiles of the board, in their order.</summary>
internal static class BpmSection
{
    private const int LongestQuery = 10_000;

    private static readonly Key<string> Id = Key.Required("id", IdShape.New("BPM"), "Kebab-case, unique among BPMs.");
    private static readonly Key<string> Name = Key.Required("name", TextShape.Line(80), "The heading of its tile.");
    private static readonly Key<string> Means = Key.Required("means", TextShape.Lines(500), "What the number says, in words a product lead uses.");
    private static readonly Key<BpmKind> Kind = Key.Required("kind", WordShape<BpmKind>.Small("a kind"), "ratio: 0 to 1, numerator over denominator. rate: events per stated time. count: things counted. value: any other number. freshness: age of the last success; the query answers its Unix time.");
    private static readonly Key<string> Source = Key.Required("source", IdShape.Of("source"), "The id of the source that answers.");
    private static readonly Key<string> Query = Key.Optional("query", TextShape.Lines(LongestQuery), "What the source is asked; every kind but ratio, unless its source is pushed to.");
    private static readonly Key<string> Numerator = Key.Optional("numerator", TextShape.Lines(LongestQuery), "Of ratios: how many went well; not when their source is pushed to.");
    private static readonly Key<string> Denominator = Key.Optional("denominator", TextShape.Lines(LongestQuery), "Of ratios: out of how many; also the volume.");
    private static readonly Key<string> Unit = Key.Optional("unit", TextShape.Line(16), "Shown beside the value, for example % or / hour.");
    private static readonly Key<TimeSpan> Interval = Key.Optional("interval", new DurationShape(TimeSpan.FromSeconds(5), TimeSpan.FromHours(1)), "How often the source is asked (5s to 1h, default 30s).");
    private static readonly Key<Fields> Band = Key.Optional("band", new ObjectShape<Fields>("a band", BandKeys.All, fields => fields), "How its expected range comes about (default auto, 95%).");
    private static readonly Key<Direction> Hurts = Key.Optional("hurts", WordShape<Direction>.Small("a direction"), "Which side of the band is bad (default both; of freshness above).");
    private static readonly Key<TimeSpan> Patience = Key.Optional("patience", new DurationShape(TimeSpan.Zero, TimeSpan.FromDays(1)), "How long outside its band before it is Off; before that it is Watch (default 5m).");
    private static readonly Key<double> MinimumVolume = Key.Optional("minimumVolume", new AmountShape(), "Of ratios: with a smaller denominator it is not judged (default 0).");
    private static readonly Key<TimeSpan> CountedOver = Key.Optional("countedOver", new DurationShape(TimeSpan.FromSeconds(1), TimeSpan.FromDays(31)), "The stretch of time that the counts behind one answer cover, for the estimate of how many are missing (default: read from increase(…[5m]), or from the unit of a rate).");
    private static readonly Key<string> Counts = Key.Optional("counts", TextShape.Line(40), "What is counted, in the plural, for example sign-ins: \"about 190 sign-ins fewer than expected\".");
    private static readonly Key<Tier> Tier = Key.Optional("tier", WordShape<Tier>.Small("a tier"), "How much it weighs in the verdict (default important).");
    private static readonly Key<Stage> Stage = Key.Optional("stage", WordShape<Stage>.Small("a business stage"), "The business stage it measures.");
    private static readonly Key<string> Kpi = Key.Optional("kpi", TextShape.Line(80), "The key performance indicator it stands for.");
    private static readonly Key<string> Owner = Key.Optional("owner", TextShape.Line(80), "The team that looks after it.");
    private static readonly Key<ImmutableArray<Audience>> Audiences = Key.Optional("audiences", new SetShape<Audience>("audiences", WordShape<Audience>.AsNamed("an audience")), "Who is told about it.");
    private static readonly Key<ImmutableArray<string>> Services = Key.Optional("services", new SetShape<string>("services", IdShape.Of(ServiceSection.Kind)), "The services it speaks for.");
    private static readonly Key<string> Runbook = Key.Optional("runbook", IdShape.Of("runbook"), "A file in runbooks/, without .md.");

    public static readonly Shape<Bpm> Entry = new ObjectShape<Bpm>(
        "a BPM",
        [Id, Name, Means, Kind, Source, Query, Numerator, Denominator, Unit, Interval, Band, Hurts, Patience, MinimumVolume, CountedOver, Counts, Tier, Stage, Kpi, Owner, Audiences, Services, Runbook, ExpectationSection.Cases],
        Build,
        Rules);

    private static Bpm Build(Fields fields)
    {
        var kind = fields.FindValue(Kind);
        CheckQueries(kind, fields);
        var band = BandOf(kind, fields);
        ExpectationSection.Check(kind, band, fields);
        return new()
        {
            Id = fields.Get(Id, ""),
            Name = fields.Get(Name, ""),
            Means = fields.Get(Means, ""),
            Kind = kind ?? default,
            Source = fields.Get(Source, ""),
            Query = kind == BpmKind.Ratio ? new(fields.Get(Numerator, ""), fields.Get(Denominator, "")) : new(fields.Get(Query, "")),
            Unit = fields.Get(Unit, ""),
            Interval = fields.Get(Interval, TimeSpan.FromSeconds(30)),
            Band = band,
            Hurts = fields.Get(Hurts, kind == BpmKind.Freshness ? Direction.Above : Direction.Both),
            Patience = fields.Get(Patience, TimeSpan.FromMinutes(5)),
            MinimumVolume = fields.Get(MinimumVolume, 0),
            CountedOver = fields.FindValue(CountedOver),
            Counts = fields.Find(Counts),
            Tier = fields.Get(Tier, Bpms.Tier.Important),
            Stage = fields.FindValue(Stage),
            Kpi = fields.Find(Kpi),
            Owner = fields.Find(Owner),
            Audiences = fields.Get(Audiences, []),
            Services = fields.Get(Services, []),
            Runbook = fields.Find(Runbook),
            Expects = fields.Get(ExpectationSection.Cases, []) is { Length: > 0 } cases ? [.. cases.Select(static item => item.Case)] : [],
        };
    }

    private static BandPolicy BandOf(BpmKind? kind, Fields fields) =>
        fields.Find(Band) is { } band ? BandRules.From(kind, band)
        : fields.Has(Band) ? BandRules.Default
        : BandRules.WhenOmitted(kind, fields);

    private static void CheckQueries(BpmKind? kind, Fields fields)
    {
        if (kind is not { } known)
            return;
        var isRatio = known == BpmKind.Ratio;
        var (wanted, strange) = isRatio ? (new Key[] { Numerator, Denominator }, new Key[] { Query }) : ([Query], [Numerator, Denominator, MinimumVolume]);
        var words = known.ToString().ToLowerInvariant();
        var named = isRatio ? "'numerator' and 'denominator'" : "'query'";
        foreach (var key in strange.Where(fields.Has))
            fields.Problem(key, key == MinimumVolume
                ? $"'minimumVolume' is for ratios; a {words} has no volume"
                : $"'{key.Name}' does not fit the kind {words}, which takes {named}");
        fields.Reading.WhenAllIsRead(() => CheckWanted(wanted, words, fields));
    }

    /// <summary>Which source it is may stand in another file.</summary>
    private static void CheckWanted(Key[] wanted, string words, Fields fields)
    {
        var source = fields.Get(Source, "");
        var isPushed = fields.Reading.IsPushed(source);
        foreach (var key in wanted.Where(key => fields.Has(key) == isPushed))
            if (isPushed)
                fields.Problem(key, $"the source '{source}' is pushed to and asked nothing; leave '{key.Name}' out");
            else
                fields.Reading.Problem(fields.Map, $"the kind {words} needs the key '{key.Name}'");
    }

    /// <summary>What <see cref="CheckQueries"/> holds, for editors; whether a source is pushed to they cannot know.</summary>
    private static JsonObject Rules() => (JsonObject)JsonNode.Parse(
        """
        {
          "if": { "properties": { "kind": { "const": "ratio" } } },
          "then": { "properties": { "query": false }, "dependentRequired": { "numerator": ["denominator"], "denominator": ["numerator"] } },
          "else": { "properties": { "numerator": false, "denominator": false, "minimumVolume": false } }
        }
        """)!;
}
