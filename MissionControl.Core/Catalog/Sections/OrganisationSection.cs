using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using MissionControl.Core.Board;
using MissionControl.Core.Catalog.Keys;
using MissionControl.Core.Catalog.Yaml;

namespace MissionControl.Core.Catalog.Sections;

/// <summary><c>organisation:</c> whose board this is.</summary>
internal static class OrganisationSection
{
    private static readonly Key<string> Name = Key.Required("name", TextShape.Line(80), "Shown in the header.");
    private static readonly Key<TimeZoneInfo> Zone = Key.Optional("zone", new ZoneShape(), "The business's time zone, by its IANA name (default UTC). Bands learn its hours of the week.");

    public static readonly Shape<Organisation> Shape = new ObjectShape<Organisation>(
        "an organisation", [Name, Zone], fields => new(fields.Get(Name, ""), fields.Get(Zone, TimeZoneInfo.Utc)));
}

/// <summary>A time zone by its IANA name.</summary>
internal sealed class ZoneShape : Shape<TimeZoneInfo>
{
    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out TimeZoneInfo value)
    {
        value = null;
        if (node is not ScalarNode { IsNothing: false } scalar)
            reading.Expected("a time zone such as Europe/London", node);
        else if (!TimeZoneInfo.TryFindSystemTimeZoneById(scalar.Text, out value))
            reading.Problems.Add(node.Place, () => $"expected a time zone such as Europe/London, found {node.Described}{Hint(scalar.Text)}");
        return value is not null;
    }

    public override JsonObject Schema() => new() { ["type"] = "string", ["minLength"] = 1 };

    private static string Hint(string text) =>
        DidYouMean.Nearest(text, TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id)) is { } near ? $"; did you mean '{near}'?" : "";
}
