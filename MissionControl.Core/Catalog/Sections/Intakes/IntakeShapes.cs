using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MissionControl.Core.Alerts.Intakes;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Catalog.Keys;
using MissionControl.Core.Catalog.Yaml;

namespace MissionControl.Core.Catalog.Sections.Intakes;

/// <summary>The ARN of an SNS topic.</summary>
internal sealed partial class TopicShape() : ScalarShape<string>("the ARN of a topic, such as arn:aws:sns:eu-west-1:123456789012:alarms")
{
    private const string Pattern = "^arn:aws[a-z-]{0,16}:sns:[a-z0-9-]{1,32}:[0-9]{12}:[A-Za-z0-9_-]{1,256}$";

    public override JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = Pattern };

    protected override bool TryParse(ScalarNode scalar, [MaybeNullWhen(false)] out string value)
    {
        value = scalar.Text;
        return Arn().IsMatch(value);
    }

    [GeneratedRegex(Pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Arn();
}

/// <summary>The name of a request header.</summary>
internal sealed partial class HeaderNameShape() : ScalarShape<string>("the name of a header, such as X-Grafana-Alerting-Signature")
{
    private const string Pattern = "^[A-Za-z0-9-]{1,128}$";

    public override JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = Pattern };

    protected override bool TryParse(ScalarNode scalar, [MaybeNullWhen(false)] out string value)
    {
        value = scalar.Text;
        return Name().IsMatch(value);
    }

    [GeneratedRegex(Pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}

/// <summary>Where something stands in a message.</summary>
internal sealed class PathShape() : ScalarShape<MessagePath>("a path into the message, such as $.check.name or $.events[0].host")
{
    public override JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = MessagePath.Pattern };

    protected override bool TryParse(ScalarNode scalar, [MaybeNullWhen(false)] out MessagePath value) => (value = MessagePath.Read(scalar.Text)) is not null;
}

/// <summary>A text, or where it stands in a message.</summary>
internal sealed class MappedTextShape() : ScalarShape<MappedText>("a text, or a path into the message such as $.check.name")
{
    private const int Longest = 1000;

    public override JsonObject Schema() => new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = Longest };

    protected override bool TryParse(ScalarNode scalar, [MaybeNullWhen(false)] out MappedText value)
    {
        var isText = !scalar.IsNumber && !scalar.IsSwitch && scalar.Text.Length is > 0 and <= Longest && !scalar.Text.Any(char.IsControl);
        value = isText ? MappedText.Read(scalar.Text) : null;
        return value is not null;
    }
}

/// <summary>Labels or annotations by their names, each with its text or path.</summary>
internal sealed class MappedPairsShape : Shape<ImmutableArray<(string Name, MappedText Text)>>
{
    private readonly MappedTextShape _text = new();

    public override bool TryRead(Node node, Reading reading, out ImmutableArray<(string Name, MappedText Text)> value)
    {
        value = [];
        if (node is not MapNode map)
        {
            reading.Expected("names with their texts or paths", node);
            return false;
        }

        var pairs = ImmutableArray.CreateBuilder<(string Name, MappedText Text)>();
        foreach (var (name, entry) in map.Entries)
            if (name.Text == SignalGathering.NameLabel)
                reading.Problem(name, $"the label {SignalGathering.NameLabel} is what 'name' gives");
            else if (!SignalText.IsName(name.Text))
                reading.Problem(name, $"a name has 1 to {SignalRules.LongestName} characters and no control characters");
            else if (_text.TryRead(entry, reading, out var text))
                pairs.Add((name.Text, text));
        if (map.Entries.Length > SignalRules.MostLabels - 1)
            reading.Problem(node, $"{SignalRules.MostLabels - 1} names are the most");
        value = pairs.ToImmutable();
        return true;
    }

    public override JsonObject Schema() => new()
    {
        ["type"] = "object",
        ["propertyNames"] = new JsonObject { ["maxLength"] = SignalRules.LongestName, ["not"] = new JsonObject { ["const"] = SignalGathering.NameLabel } },
        ["additionalProperties"] = _text.Schema(),
    };
}
