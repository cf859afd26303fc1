using System.Text.Json;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Api.Documents;

/// <summary>What callers rely on, a line each: addresses, what may be asked, what is answered, every key with its type.</summary>
internal static class Promises
{
    public static IEnumerable<string> Of(JsonElement document, IEnumerable<ToldOperation> operations)
    {
        foreach (var operation in operations)
        {
            yield return operation.Name;
            foreach (var parameter in operation.Query)
                yield return $"{operation.Name} ?{ToldOperation.Text(parameter, "name")}";
            foreach (var (status, answer) in operation.Answers.Where(static answer => answer.Status < 300))
            {
                foreach (var media in answer.GetProperty("content").EnumerateObject())
                    yield return $"{operation.Name} {status} {media.Name} {TypeOf(media.Value.GetProperty("schema"))}";
            }

            if (operation.Bodies.Any())
            {
                foreach (var line in Keys($"{operation.Name} takes", operation.BodySchema))
                    yield return line;
            }
        }

        foreach (var schema in document.GetProperty("components").GetProperty("schemas").EnumerateObject())
        {
            if (schema.Value.TryGetProperty("enum", out _))
                yield return $"{schema.Name}: {TypeOf(schema.Value)}";
            foreach (var line in Keys(schema.Name, schema.Value))
                yield return line;
        }
    }

    // A star: it is always there, or must be sent.
    private static IEnumerable<string> Keys(string name, JsonElement schema)
    {
        if (schema.TryGetProperty("oneOf", out var shapes))
            return shapes.EnumerateArray().SelectMany((shape, number) => Keys($"{name} ({number + 1})", shape));
        if (schema.TryGetProperty("items", out var items))
            return Keys($"{name}[]", items);
        if (!schema.TryGetProperty("properties", out var properties))
            return [];
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(static key => key.GetString()).ToHashSet() : [];
        return properties.EnumerateObject().SelectMany(property =>
            Keys($"{name}.{property.Name}", property.Value).Prepend($"{name}.{property.Name}{(required.Contains(property.Name) ? "*" : "")}: {TypeOf(property.Value)}")).Distinct();
    }

    private static string TypeOf(JsonElement schema) =>
        schema.TryGetProperty("$ref", out var reference) ? reference.GetString()!.Split('/')[^1]
        : schema.TryGetProperty("oneOf", out var shapes) ? string.Join(" or ", shapes.EnumerateArray().Select(TypeOf))
        : schema.TryGetProperty("enum", out var words) ? string.Join(" | ", words.EnumerateArray().Select(static word => word.GetString() ?? "null"))
        : schema.TryGetProperty("items", out var items) ? $"{TypeOf(items)}[]"
        : schema.TryGetProperty("type", out var type) ? (type.ValueKind is JsonValueKind.Array ? string.Join(" or ", type.EnumerateArray()) : type.GetString()!) + (schema.TryGetProperty("format", out var format) ? $" {format}" : "")
        : "anything";
}
