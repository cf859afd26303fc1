using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Board;

namespace MissionControl.Core.Alerts.Rules;

/// <summary>Makes sense of alerts by one version of the catalog: make one per <see cref="Definitions"/> and keep it. Immutable, safe from any thread.</summary>
public sealed class AlertSense
{
    private const string NameLabel = "alertname";

    private readonly Definitions _definitions;
    private readonly FrozenDictionary<string, ImmutableArray<AlertRule>> _rulesByName;
    private readonly ImmutableArray<AlertRule> _rulesForOthers;
    private readonly FrozenDictionary<string, string> _services;
    private readonly FrozenDictionary<string, ImmutableArray<string>> _bpms;

    public AlertSense(Definitions definitions)
    {
        _definitions = definitions;
        // Most rules name their alert: of hundreds only a few need a look.
        var names = definitions.AlertRules.Select(NameOf).OfType<string>().Distinct(StringComparer.Ordinal);
        _rulesByName = names.ToFrozenDictionary(static name => name, name => definitions.AlertRules.Where(rule => NameOf(rule) is not { } its || its == name).ToImmutableArray());
        _rulesForOthers = [.. definitions.AlertRules.Where(static rule => NameOf(rule) is null)];
        // By id first: a name may be another's id.
        _services = definitions.Services.Select(static service => (Key: service.Name, service.Id))
            .Concat(definitions.Services.Select(static service => (Key: service.Id, service.Id)))
            .GroupBy(static one => one.Key, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(static same => same.Key, static same => same.Last().Id, StringComparer.OrdinalIgnoreCase);
        _bpms = definitions.Bpms.DistinctBy(static bpm => bpm.Id)
            .ToFrozenDictionary(static bpm => bpm.Id, bpm => bpm.Services.Where(id => definitions.Services.Any(service => service.Id == id)).ToImmutableArray());
    }

    /// <summary>What the catalog makes of an alert with these labels and annotations.</summary>
    public AlertReading Read(LabelSet labels, LabelSet annotations)
    {
        var name = labels[NameLabel] ?? "";
        var rule = RuleOf(labels);
        var bpms = BpmsOf(labels, rule);
        return new()
        {
            Rule = rule,
            Name = rule?.Name ?? Spaced(name),
            Urgency = rule?.Urgency ?? UrgencyWords.Of(labels),
            Services = ServicesOf(labels, rule, bpms),
            Bpms = bpms,
            Runbook = RunbookFinder.Find(new(rule, labels, annotations, bpms), _definitions),
        };
    }

    /// <summary>"High error rate" for <c>HighErrorRate</c> and <c>high_error_rate</c>; what has spaces stays as it is.</summary>
    public static string Spaced(string name)
    {
        var clean = OneLine.Of(name, 150);
        if (clean.Length == 0)
            return "An alert without a name";
        if (clean.Contains(' ', StringComparison.Ordinal))
            return clean;
        var words = new StringBuilder(clean.Length + 8);
        for (var i = 0; i < clean.Length; i++)
        {
            var (before, here, after) = (i > 0 ? clean[i - 1] : '_', clean[i], i + 1 < clean.Length ? clean[i + 1] : '_');
            var isSeparator = here is '_' or '-' or '.' or ':';
            var begins = char.IsUpper(here) && (char.IsLower(before) || char.IsDigit(before) || (char.IsUpper(before) && char.IsLower(after)));
            if ((isSeparator || begins) && words.Length > 0 && words[^1] != ' ')
                words.Append(' ');
            if (!isSeparator)
                words.Append(words.Length > 0 && char.IsUpper(here) && char.IsLower(after) ? char.ToLowerInvariant(here) : here);
        }

        if (words.Length > 0)
            words[0] = char.ToUpperInvariant(words[0]);
        return words.ToString().TrimEnd();
    }

    private static string? NameOf(AlertRule rule) => rule.Match.FirstOrDefault(static matcher => matcher is { Name: NameLabel, Kind: MatcherKind.Is })?.Value;

    /// <summary>The rule that speaks of alerts with these labels.</summary>
    public AlertRule? RuleOf(LabelSet labels)
    {
        foreach (var rule in _rulesByName.TryGetValue(labels[NameLabel] ?? "", out var named) ? named : _rulesForOthers)
            if (rule.Match.AreTrueOf(labels))
                return rule;
        return null;
    }

    private ImmutableArray<string> BpmsOf(LabelSet labels, AlertRule? rule)
    {
        var bpms = rule?.Bpms ?? [];
        return labels["bpm"] is { } said && _bpms.ContainsKey(said) && !bpms.Contains(said) ? [said, .. bpms] : bpms;
    }

    private ImmutableArray<string> ServicesOf(LabelSet labels, AlertRule? rule, ImmutableArray<string> bpms)
    {
        var said = labels["service"] is { } label && _services.TryGetValue(label, out var id) ? id : null;
        if (rule is null && bpms.IsEmpty)
            return said is null ? [] : [said];
        var services = ImmutableArray.CreateBuilder<string>();
        Add(said);
        foreach (var one in rule?.Services ?? [])
            Add(one);
        // What is measured on several services at once is no news of each of them, where somebody has said which one it is.
        if (services.Count == 0)
            foreach (var bpm in bpms)
                foreach (var one in _bpms.TryGetValue(bpm, out var its) ? its : [])
                    Add(one);
        return services.ToImmutable();

        void Add(string? service)
        {
            if (service is not null && !services.Contains(service))
                services.Add(service);
        }
    }
}
