using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace MissionControl.Web.Api.Documents;

/// <summary>How shapes are named, and what the framework does not say of them.</summary>
internal static class ToldSchemas
{
    private const string Json = "Json";
    private const string Answer = "Answer";

    /// <summary><c>TileJson</c> is a Tile to everybody else, <c>HistoryAnswerPoint</c> a HistoryPoint.</summary>
    public static string? NameOf(JsonTypeInfo type)
    {
        if (type.Type.Namespace?.StartsWith(nameof(MissionControl), StringComparison.Ordinal) is not true)
            return OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        var name = OpenApiOptions.CreateDefaultSchemaReferenceId(type)?.Replace(Answer, "", StringComparison.Ordinal);
        return name?.EndsWith(Json, StringComparison.Ordinal) is true ? name[..^Json.Length] : name;
    }

    public static Task CompleteAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        // What a converter of ours writes is unknown to the framework.
        if ((Nullable.GetUnderlyingType(type) ?? type) == typeof(DateTimeOffset))
        {
            schema.Type = Nullable.GetUnderlyingType(type) is null ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
            schema.Format = "date-time";
        }

        if (type.IsEnum)
            schema.Type = JsonSchemaType.String;
        foreach (var property in context.JsonTypeInfo.Properties.Where(IsLeftOut))
            schema.Required?.Remove(property.Name);
        if (context.JsonPropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(WordsOfAttribute), inherit: true) is [WordsOfAttribute words])
            Choose(schema, words);
        return Task.CompletedTask;
    }

    private static void Choose(OpenApiSchema schema, WordsOfAttribute words)
    {
        schema.Enum = [.. words.Words.Select(static word => JsonValue.Create(word))];
        // Where null is one of the answers it must be one of the words.
        if (schema.Type?.HasFlag(JsonSchemaType.Null) is true)
            schema.Enum.Add(JsonNullSentinel.JsonNull);
    }

    private static bool IsLeftOut(JsonPropertyInfo property) =>
        property.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true) is [JsonIgnoreAttribute { Condition: JsonIgnoreCondition.WhenWritingNull }];
}

/// <summary>A text that is one of the words of an enum, written as the catalog writes them.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WordsOfAttribute(Type words) : Attribute
{
    public IEnumerable<string> Words => Enum.GetNames(words).Select(JsonNamingPolicy.CamelCase.ConvertName);
}
