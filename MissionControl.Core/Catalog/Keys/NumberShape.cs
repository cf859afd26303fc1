using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using MissionControl.Core.Catalog.Yaml;

namespace MissionControl.Core.Catalog.Keys;

/// <summary>A whole number within limits (inclusive).</summary>
internal sealed class WholeNumberShape(int least, int most) : ScalarShape<int>($"a whole number from {least} to {most}")
{
    public override JsonObject Schema() => new() { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most };

    protected override bool TryParse(ScalarNode scalar, [MaybeNullWhen(false)] out int value)
    {
        var good = scalar.Number is { } number && number >= least && number <= most && number == Math.Floor(number);
        value = good ? (int)scalar.Number!.Value : 0;
        return good;
    }
}

/// <summary>Zero or a positive number.</summary>
internal sealed class AmountShape() : ScalarShape<double>("a number, zero or more")
{
    public override JsonObject Schema() => new() { ["type"] = "number", ["minimum"] = 0 };

    protected override bool TryParse(ScalarNode scalar, [MaybeNullWhen(false)] out double value)
    {
        value = scalar.Number ?? -1;
        return value >= 0;
    }
}

/// <summary>A share such as <c>95%</c> or <c>0.95</c>, within limits (inclusive).</summary>
internal sealed class ShareShape(double least, double most, string expected) : ScalarShape<double>(expected)
{
    public override JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "number", ["minimum"] = least, ["maximum"] = most },
            new JsonObject { ["type"] = "string", ["pattern"] = PercentText.Pattern }),
    };

    protected override bool TryParse(ScalarNode scalar, [MaybeNullWhen(false)] out double value)
    {
        value = scalar.Number ?? PercentText.Read(scalar.Text) ?? double.NaN;
        return value >= least && value <= most;
    }
}
