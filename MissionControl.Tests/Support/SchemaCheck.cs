using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MissionControl.Tests.Support;

/// <summary>
/// Checks JSON against the schemas of an OpenAPI 3.1 document, more strictly than they ask: a key that a shape does not name is a finding,
/// and so is a word of the schema that this does not understand.
/// </summary>
internal sealed partial class SchemaCheck(JsonElement document)
{
    /// <summary>What is wrong, each with its place; empty when nothing is.</summary>
    public IReadOnlyList<string> Find(JsonElement schema, JsonElement value)
    {
        List<string> found = [];
        Check(schema, value, "$", found);
        return found;
    }

    /// <summary>The schema that a reference means, or the schema itself.</summary>
    public JsonElement Resolve(JsonElement schema)
    {
        if (!schema.TryGetProperty("$ref", out var reference))
            return schema;
        return reference.GetString()!.Split('/')[1..].Aggregate(document, static (at, name) => at.GetProperty(name));
    }

    private void Check(JsonElement schema, JsonElement value, string path, List<string> found)
    {
        foreach (var rule in schema.EnumerateObject())
        {
            if (Breaks(rule.Name, rule.Value, value) is { } broken)
                found.Add($"{path}: {broken}");
            Descend(rule, value, path, found);
        }

        if (value.ValueKind is JsonValueKind.Object && schema.TryGetProperty("properties", out var known)
            && !(schema.TryGetProperty("additionalProperties", out var more) && more.ValueKind is not JsonValueKind.False))
            found.AddRange(value.EnumerateObject().Where(key => !known.TryGetProperty(key.Name, out _)).Select(key => $"{path}.{key.Name}: the schema does not name it"));
    }

    private void Descend(JsonProperty rule, JsonElement value, string path, List<string> found)
    {
        switch (rule.Name)
        {
            case "$ref":
                Check(Resolve(JsonElement.Parse($$"""{"$ref":{{rule.Value.GetRawText()}}}""")), value, path, found);
                break;
            case "oneOf":
                var fits = rule.Value.EnumerateArray().Select(one => Find(one, value)).ToArray();
                if (fits.Count(static one => one.Count == 0) != 1)
                    found.Add($"{path}: fits {fits.Count(static one => one.Count == 0)} of {fits.Length} shapes: {string.Join("; ", fits.SelectMany(static one => one))}");
                break;
            case "properties" when value.ValueKind is JsonValueKind.Object:
                foreach (var property in rule.Value.EnumerateObject())
                {
                    if (value.TryGetProperty(property.Name, out var inner))
                        Check(property.Value, inner, $"{path}.{property.Name}", found);
                }

                break;
            case "additionalProperties" when value.ValueKind is JsonValueKind.Object && rule.Value.ValueKind is JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                    Check(rule.Value, property.Value, $"{path}.{property.Name}", found);
                break;
            case "items" when value.ValueKind is JsonValueKind.Array:
                foreach (var (number, item) in value.EnumerateArray().Index())
                    Check(rule.Value, item, $"{path}[{number}]", found);
                break;
        }
    }

    private static string? Breaks(string rule, JsonElement says, JsonElement value) => rule switch
    {
        "type" => Types(says).Any(type => Is(type, value)) ? null : $"is {value.ValueKind}, not {says}",
        "enum" => says.EnumerateArray().Any(word => JsonElement.DeepEquals(word, value)) ? null : $"{value} is none of {says}",
        "required" => value.ValueKind is JsonValueKind.Object && says.EnumerateArray().Where(key => !value.TryGetProperty(key.GetString()!, out _)).Select(static key => key.GetString()).ToArray() is { Length: > 0 } missing
            ? $"lacks {string.Join(", ", missing)}" : null,
        "format" => FormatOf(says.GetString()!, value),
        "minimum" => value.ValueKind is JsonValueKind.Number && value.GetDouble() < says.GetDouble() ? $"is below {says}" : null,
        "maximum" => value.ValueKind is JsonValueKind.Number && value.GetDouble() > says.GetDouble() ? $"is above {says}" : null,
        "maxLength" => value.ValueKind is JsonValueKind.String && value.GetString()!.Length > says.GetInt32() ? $"is longer than {says}" : null,
        "minItems" => value.ValueKind is JsonValueKind.Array && value.GetArrayLength() < says.GetInt32() ? $"has fewer than {says}" : null,
        "maxItems" => value.ValueKind is JsonValueKind.Array && value.GetArrayLength() > says.GetInt32() ? $"has more than {says}" : null,
        "$ref" or "oneOf" or "properties" or "additionalProperties" or "items" or "description" or "default" => null,
        _ => $"the check does not know the word {rule}",
    };

    private static IEnumerable<string> Types(JsonElement says) =>
        says.ValueKind is JsonValueKind.Array ? says.EnumerateArray().Select(static type => type.GetString()!) : [says.GetString()!];

    private static bool Is(string type, JsonElement value) => type switch
    {
        "null" => value.ValueKind is JsonValueKind.Null,
        "string" => value.ValueKind is JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind is JsonValueKind.Number,
        "array" => value.ValueKind is JsonValueKind.Array,
        "object" => value.ValueKind is JsonValueKind.Object,
        _ => false,
    };

    private static string? FormatOf(string format, JsonElement value) => format switch
    {
        "date" => value.ValueKind is not JsonValueKind.String || DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? null : "is no day",
        "date-time" => value.ValueKind is not JsonValueKind.String || (Utc().IsMatch(value.GetString()!) && DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, out _))
            ? null : $"{value} is no time in UTC with Z",
        "int32" => value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out var number) && number is < int.MinValue or > int.MaxValue ? $"{value} is no int32" : null,
        "uuid" => value.ValueKind is not JsonValueKind.String || Guid.TryParseExact(value.GetString(), "D", out _) ? null : "is no UUID",
        "int64" or "double" => null,
        _ => $"the check does not know the format {format}",
    };

    // For example 2026-11-21T02:04:00.25Z
    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?Z$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Utc();
}
