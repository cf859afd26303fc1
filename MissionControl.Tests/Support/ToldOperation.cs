using System.Text.Json;

namespace MissionControl.Tests.Support;

/// <summary>An operation of the API's document.</summary>
internal sealed record ToldOperation(HttpMethod Method, string Path, JsonElement Json)
{
    public string Name => $"{Method} {Path}";

    public IEnumerable<JsonElement> Parameters => Json.TryGetProperty("parameters", out var all) ? all.EnumerateArray() : [];

    public IEnumerable<JsonElement> Query => Parameters.Where(static parameter => parameter.GetProperty("in").GetString() == "query");

    public bool IsInPath => Parameters.Any(static parameter => parameter.GetProperty("in").GetString() == "path");

    public IEnumerable<(int Status, JsonElement Json)> Answers =>
        Json.GetProperty("responses").EnumerateObject().Select(static response => (int.Parse(response.Name, null), response.Value));

    /// <summary>The example bodies.</summary>
    public IEnumerable<JsonElement> Bodies => Json.TryGetProperty("requestBody", out var body)
        ? body.GetProperty("content").GetProperty("application/json").GetProperty("examples").EnumerateObject().Select(static example => example.Value.GetProperty("value"))
        : [];

    public JsonElement BodySchema => Json.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema");

    /// <summary>With the examples of what stands in the path.</summary>
    public string Address => AddressWith(static parameter => parameter.GetProperty("example").GetString()!);

    public string AddressWith(Func<JsonElement, string> value) => Parameters.Where(static parameter => parameter.GetProperty("in").GetString() == "path")
        .Aggregate(Path, (address, parameter) => address.Replace($"{{{Text(parameter, "name")}}}", value(parameter), StringComparison.Ordinal));

    public static string Text(JsonElement element, string key) => element.GetProperty(key).ToString();
}
