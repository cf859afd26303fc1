using System.Collections.Immutable;

namespace MissionControl.Core.Alerts.Signals;

/// <summary>
/// Gathers the signals of one message: cleans and bounds them after <see cref="SignalRules"/>, and keeps what is wrong with them and what had to be
/// bent to fit. For one message and one thread.
/// </summary>
/// <param name="now">When it was heard, UTC.</param>
public sealed class SignalGathering(DateTimeOffset now)
{
    /// <summary>The label that names an alert.</summary>
    public const string NameLabel = "alertname";

    /// <summary>Further ones are not listed: the first of them tell what is wrong.</summary>
    public const int MostProblems = 20;

    private readonly ImmutableArray<AlertSignal>.Builder _signals = ImmutableArray.CreateBuilder<AlertSignal>();
    private readonly List<FieldProblem> _problems = [];
    private readonly SortedSet<string> _bent = new(StringComparer.Ordinal);

    public DateTimeOffset Now { get; } = now;

    /// <summary>What makes the message one that cannot be taken.</summary>
    public IReadOnlyList<FieldProblem> Problems => _problems;

    /// <summary>What was cut or moved, in words, each once; for a log.</summary>
    public IReadOnlyCollection<string> Bent => _bent;

    /// <summary>As said in the message, in its order.</summary>
    public ImmutableArray<AlertSignal> Signals => _signals.ToImmutable();

    public bool IsFull => _problems.Count >= MostProblems;

    public void Refuse(string field, string words)
    {
        if (!IsFull)
            _problems.Add(new(field, words));
    }

    public void Add(SaidSignal said)
    {
        var before = _problems.Count;
        var labels = Labels(said);
        if (_problems.Count == before && labels[NameLabel] is null)
            Refuse(said.Place.Field($"labels.{NameLabel}"), "Every alert needs this label: it names the alert.");
        var annotations = Annotations(said);
        if (_problems.Count > before)
            return;
        var startsAt = Start(said);
        _signals.Add(new()
        {
            Labels = labels,
            Annotations = annotations,
            IsFiring = said.IsFiring,
            StartsAt = startsAt,
            EndsAt = End(said, startsAt),
            CannotSee = said.CannotSee,
            Values = WithValue(said.Values, annotations),
            Link = SignalText.Link(said.Link),
        });
    }

    private LabelSet Labels(SaidSignal said)
    {
        var isCut = false;
        var clean = new List<KeyValuePair<string, string>>(said.Labels.Count);
        foreach (var (name, value) in said.Labels)
            if (SignalText.IsName(name))
                clean.Add(new(name, SignalText.Label(value, ref isCut)));
            else
                Refuse(said.Place.Field("labels"), $"The name of a label has 1 to {SignalRules.LongestName} characters and no control characters.");
        if (isCut)
            _bent.Add($"labels longer than {SignalRules.LongestLabel} characters");
        var labels = LabelSet.Of(clean);
        if (labels.Count <= SignalRules.MostLabels)
            return labels;
        // By name and not as they came, so that the same alert is cut to the same labels each time.
        _bent.Add($"more than {SignalRules.MostLabels} labels");
        return LabelSet.Of(labels.OrderByDescending(static label => label.Key == NameLabel).Take(SignalRules.MostLabels));
    }

    private LabelSet Annotations(SaidSignal said)
    {
        var isCut = false;
        var clean = new List<KeyValuePair<string, string>>(said.Annotations.Count);
        foreach (var (name, value) in said.Annotations)
            if (SignalText.IsName(name))
                clean.Add(new(name, SignalText.Annotation(value, ref isCut)));
            else
                Refuse(said.Place.Field("annotations"), $"The name of an annotation has 1 to {SignalRules.LongestName} characters and no control characters.");
        if (isCut)
            _bent.Add($"annotations longer than {SignalRules.LongestAnnotation} characters");
        if (clean.Count <= SignalRules.MostAnnotations)
            return LabelSet.Of(clean);
        _bent.Add($"more than {SignalRules.MostAnnotations} annotations");
        return LabelSet.Of(clean.Take(SignalRules.MostAnnotations));
    }

    private DateTimeOffset Start(SaidSignal said)
    {
        // Of one that is over and says nothing else, the end is the nearest that is known.
        if ((said.StartsAt ?? (said.IsFiring ? null : said.EndsAt)) is not { } at)
            return Now;
        if (at > Now + SignalRules.FurthestAhead)
        {
            _bent.Add("beginnings in the future");
            return Now;
        }

        // To the day, so that the same alert sent again within it is the same occurrence.
        var furthest = new DateTimeOffset((Now - SignalRules.FurthestBack).UtcDateTime.Date, TimeSpan.Zero);
        if (at >= furthest)
            return at.ToUniversalTime();
        _bent.Add($"beginnings more than {SignalRules.FurthestBack.TotalDays:0} days ago");
        return furthest;
    }

    private DateTimeOffset? End(SaidSignal said, DateTimeOffset startsAt)
    {
        // Until when one that fires is meant to hold may lie far ahead; when one ended may not.
        if (said.IsFiring)
            return said.EndsAt is { } until && until > startsAt ? until.ToUniversalTime() : null;
        var end = said.EndsAt ?? Now;
        if (end > Now + SignalRules.FurthestAhead)
        {
            _bent.Add("ends in the future");
            end = Now;
        }

        return end < startsAt ? startsAt : end.ToUniversalTime();
    }

    // Rules often say their value in words as well: value: "{{ $value }}".
    private static ImmutableSortedDictionary<string, double> WithValue(ImmutableSortedDictionary<string, double> values, LabelSet annotations) =>
        values.IsEmpty && SignalText.Number(annotations["value"]) is { } value ? values.Add("value", value) : values;
}
