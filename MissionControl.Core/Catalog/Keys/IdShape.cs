using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MissionControl.Core.Catalog.Yaml;

namespace MissionControl.Core.Catalog.Keys;

/// <summary>A kebab-case id: either a new one of its kind, or a reference to one.</summary>
internal sealed partial class IdShape : Shape<string>
{
    private const string Pattern = "^[a-z0-9]+(-[a-z0-9]+)*$";
    private const int Longest = 64;

    private readonly string _kind;
    private readonly bool _isReference;

    private IdShape(string kind, bool isReference) => (_kind, _isReference) = (kind, isReference);

    public static IdShape New(string kind) => new(kind, isReference: false);

    public static IdShape Of(string kind) => new(kind, isReference: true);

    public static bool IsGood(string id) => id.Length <= Longest && Kebab().IsMatch(id);

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out string value)
    {
        value = null;
        if (node is not ScalarNode { IsNothing: false, IsSwitch: false, IsNumber: false } scalar)
            reading.Expected($"the id of a {_kind}", node);
        else if (_isReference)
            reading.Refer(_kind, value = scalar.Text, node.Place);
        else if (scalar.Text.Length > Longest)
            reading.Problem(node, $"this id has {scalar.Text.Length} characters; {Longest} is the most");
        else if (!IsGood(scalar.Text))
            reading.Problem(node, $"ids are kebab-case (small letters, digits and single dashes), found {node.Described}{Suggestion(scalar.Text)}");
        else
            reading.Declare(_kind, value = scalar.Text, node.Place);
        return value is not null;
    }

    public override JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = Pattern, ["maxLength"] = Longest };

    private static string Suggestion(string text)
    {
        var words = Separators().Replace(Humps().Replace(text, "${end}-${start}"), "-").Trim('-').ToLowerInvariant();
        return IsGood(words) ? $"; did you mean '{words}'?" : "";
    }

    [GeneratedRegex(Pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Kebab();

    [GeneratedRegex("[^A-Za-z0-9]+", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Separators();

    [GeneratedRegex("(?<end>[a-z0-9])(?<start>[A-Z])", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Humps();
}
