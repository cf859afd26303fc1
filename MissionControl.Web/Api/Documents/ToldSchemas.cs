using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace MissionControl.Web.Api.Documents;

/// <summary>How shapes are named and what the framework does not say of them.</summary>
internal static class ToldSchemas
{
    private static readonly string[] Endings = ["Json", "Answer", "Body"];

    /// <summary><c>TileJson</c> is a Tile to everybody else.</summary>
    public static string? NameOf(JsonTypeInfo type)
    {
        var name = OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        foreach (var ending in Endings)
        {
            if (name is not null && name.Length > ending.Length && name.EndsWith(ending, StringComparison.Ordinal))
                return name[..^ending.Length];
        }

        return name;
    }

    public static Task CompleteAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonPropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(WordsOfAttribute), inherit: true) is [WordsOfAttribute words])
        {
            schema.Enum = [.. words.Words.Select(static word => JsonValue.Create(word))];
            // A schema with a list of words must hold null among them where null is one of the answers.
            if (schema.Type?.HasFlag(JsonSchemaType.Null) is true)
                schema.Enum.Add(JsonNullSentinel.JsonNull);
        }

        return Task.CompletedTask;
    }
}

/// <summary>A text that is one of the words of an enum, written as the catalog writes them: in lower case.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WordsOfAttribute(Type words) : Attribute
{
    public IEnumerable<string> Words => Enum.GetNames(words).Select(static word => word.ToLowerInvariant());
}
