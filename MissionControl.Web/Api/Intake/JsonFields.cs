using System.Collections.Immutable;
using System.Text.Json;
using MissionControl.Core;

namespace MissionControl.Web.Api.Intake;

/// <summary>Reads fields of an object and collects what is wrong with them, by their full name.</summary>
/// <param name="path">What stands before the names, for example <c>payload.</c> or <c>[3].</c>.</param>
internal sealed class JsonFields(JsonElement from, string path, ImmutableArray<FieldProblem>.Builder problems)
{
    /// <summary><see langword="null"/> for what is not there, is null, or is no text (a problem then).</summary>
    public string? Text(string name)
    {
        if (!from.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null)
            return null;
        try
        {
            if (value.ValueKind is JsonValueKind.String)
                return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a character pair, escaped: valid JSON that is no text.
        }

        Refuse(name, "This must be a text.");
        return null;
    }

    /// <summary><see langword="null"/> for what is not there, is null, or is no number of a size we can hold (a problem then).</summary>
    public double? Number(string name)
    {
        if (!from.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null)
            return null;
        if (value.ValueKind is JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number))
            return number;
        Refuse(name, "This must be a number.");
        return null;
    }

    /// <summary>An object in it; <see langword="null"/> for what is not there, is null, or is something else (a problem then).</summary>
    public JsonFields? Fields(string name)
    {
        if (!from.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null)
            return null;
        if (value.ValueKind is JsonValueKind.Object)
            return new(value, $"{path}{name}.", problems);
        Refuse(name, "This must be an object.");
        return null;
    }

    /// <summary>Every name but these is a problem.</summary>
    public void Allow(params IReadOnlyCollection<string> names)
    {
        foreach (var property in from.EnumerateObject())
        {
            if (NameOf(property) is not { } name)
                problems.Add(new(path + "?", "This name is no text."));
            else if (!names.Contains(name))
                Refuse(name.Length <= 64 ? name : name[..64] + "…", $"There is no such field{DidYouMean.Hint(name, names)}");
        }
    }

    public void Refuse(string name, string words) => problems.Add(new(path + name, words));

    private static string? NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
