using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace MissionControl.Web.Api.Documents;

/// <summary>A part of an address that may differ: in the path where the endpoint's address names it, else in the query and optional.</summary>
/// <param name="Words">What it means, and what holds without it.</param>
/// <param name="Example">A value that the endpoint takes.</param>
internal sealed record Asked(string Name, string Words, OpenApiSchema Schema, JsonNode Example)
{
    public static Asked Text(string name, string words, string example, int longest) =>
        new(name, words, new() { Type = JsonSchemaType.String, MaxLength = longest }, example);

    public static Asked Time(string name, string words, string example) =>
        new(name, words, new() { Type = JsonSchemaType.String, Format = "date-time" }, example);

    public static Asked OneOf(string name, string words, ImmutableArray<string> choices, string usual) =>
        new(name, words, new() { Type = JsonSchemaType.String, Enum = [.. choices.Select(static choice => JsonValue.Create(choice))], Default = usual }, usual);

    /// <summary>How many of a list make a page.</summary>
    public static Asked Limit(int usual, int most) => new(
        Paging.Limit,
        "How many at most.",
        new() { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "1", Maximum = Number(most), Default = usual },
        Math.Min(usual, 2));

    /// <summary>Where a page begins.</summary>
    public static Asked After(string what, string example) =>
        Text(Paging.After, $"The page after this place: {what}. The Link header of the page before has the whole address.", example, 200);

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
