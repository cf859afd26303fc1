using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using MissionControl.Core.Catalog.Keys;
using MissionControl.Core.Catalog.Yaml;

namespace MissionControl.Core.Catalog.Sections;

/// <summary><c>band:</c> of a BPM. What its limits mean depends on the BPM's kind, so they become a policy in <see cref="BandRules"/>.</summary>
internal static class BandKeys
{
    public static readonly Key<BandWord> Kind = Key.Required("kind", WordShape<BandWord>.Small("a band kind"),
        "auto: learned, by whatever forecasts it best. level: learned from its recent level. seasonal: learned by the hours of the week. fixed: limits somebody decided.");
    public static readonly Key<double> Width = Key.Optional("width", new ShareShape(0.5, 0.999, "a width from 50% to 99.9%"), "Of learned bands: the share of normal samples the band should hold (default 95%).");
    public static readonly Key<TimeSpan> AdoptAfter = Key.Optional("adoptAfter", new DurationShape(TimeSpan.FromHours(1), TimeSpan.FromDays(14)),
        "Of learned bands: after so long far from its band, the level the metric then has is its new normal (default 1d).");
    public static readonly Key<Limit> Lower = Key.Optional("lower", new LimitShape(), "Of fixed bands. A number; of ratios also a percentage.");
    public static readonly Key<Limit> Upper = Key.Optional("upper", new LimitShape(), "Of fixed bands. A number; of ratios also a percentage, of freshness a duration.");

    public static readonly ImmutableArray<Key> All = [Kind, Width, AdoptAfter, Lower, Upper];
}

internal enum BandWord
{
    Auto,
    Level,
    Seasonal,
    Fixed,
}

internal enum LimitForm
{
    Number,
    Percentage,
    Duration,
}

/// <param name="Value">As a number; percentages as a share of one, durations in seconds.</param>
internal sealed record Limit(double Value, LimitForm Form);

internal sealed class LimitShape() : ScalarShape<Limit>("a limit: a number, a percentage or a duration")
{
    public override JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "number" },
            new JsonObject { ["type"] = "string", ["pattern"] = PercentText.Pattern },
            new JsonObject { ["type"] = "string", ["pattern"] = DurationText.Pattern }),
    };

    protected override bool TryParse(ScalarNode scalar, [MaybeNullWhen(false)] out Limit value)
    {
        value = scalar.Number is { } number ? new(number, LimitForm.Number)
            : PercentText.Read(scalar.Text) is { } share ? new(share, LimitForm.Percentage)
            : DurationText.Read(scalar.Text) is { } duration ? new(duration.TotalSeconds, LimitForm.Duration)
            : null;
        return value is not null;
    }
}
