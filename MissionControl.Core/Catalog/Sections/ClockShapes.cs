using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using MissionControl.Core.Catalog.Keys;
using MissionControl.Core.Catalog.Yaml;

namespace MissionControl.Core.Catalog.Sections;

/// <summary>A time of day, without a zone.</summary>
internal sealed class TimeShape() : ScalarShape<TimeOnly>("a time of day such as 09:00")
{
    public override JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = "^([01][0-9]|2[0-3]):[0-5][0-9]$" };

    protected override bool TryParse(ScalarNode scalar, [MaybeNullWhen(false)] out TimeOnly value) =>
        TimeOnly.TryParseExact(scalar.Text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out value);
}

/// <summary>A day, without a zone.</summary>
internal sealed class DateShape() : ScalarShape<DateOnly>("a date such as 2026-12-25")
{
    public override JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" };

    protected override bool TryParse(ScalarNode scalar, [MaybeNullWhen(false)] out DateOnly value) =>
        DateOnly.TryParseExact(scalar.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value);
}
