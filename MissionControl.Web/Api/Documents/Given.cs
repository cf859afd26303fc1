using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace MissionControl.Web.Api.Documents;

/// <summary>What an endpoint answers when all is well.</summary>
/// <param name="Words">What it is, one sentence.</param>
/// <param name="Type">Its shape.</param>
internal sealed record Given(string Words, Type Type, string ContentType, JsonNode Example)
{
    public int Status { get; init; } = StatusCodes.Status200OK;

    public static Given Json<T>(string words, T example, JsonTypeInfo<T> type) =>
        new(words, typeof(T), "application/json", JsonSerializer.SerializeToNode(example, type)!);

    public static Given Text(string words, string contentType, string example) => new(words, typeof(string), contentType, example);
}

/// <summary>A shape of body that an endpoint takes.</summary>
/// <param name="Name">Names the example.</param>
internal sealed record Sent(string Name, Type Type, JsonNode Example)
{
    /// <summary>Of a list: how many it may have, at least one.</summary>
    public int? Most { get; init; }

    public static Sent Json<T>(string name, T example, JsonTypeInfo<T> type) => new(name, typeof(T), JsonSerializer.SerializeToNode(example, type)!);
}
