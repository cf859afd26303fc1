using System.Collections.Immutable;
using System.Globalization;

namespace MissionControl.Core.Alerts.Telling.Slots;

/// <summary>The number behind an alert and the limit it has crossed, as far as its sender says.</summary>
/// <param name="Value">Always finite.</param>
/// <param name="Limit">Always finite.</param>
internal readonly record struct Numbers(double? Value, double? Limit)
{
    private static readonly ImmutableArray<string> ValueNames = ["value", "current_value", "current"];
    private static readonly ImmutableArray<string> LimitNames = ["threshold", "limit"];

    public static Numbers Of(Alert alert)
    {
        var limit = Named(alert, LimitNames);
        var value = Named(alert, ValueNames);
        if (value is null && alert.Values.Where(static one => !LimitNames.Contains(one.Key, StringComparer.OrdinalIgnoreCase)).ToList() is [var only])
            value = Finite(only.Value);
        return new(value, limit);
    }

    private static double? Named(Alert alert, ImmutableArray<string> names)
    {
        foreach (var name in names)
            if (alert.Values.TryGetValue(name, out var value) && Finite(value) is { } said)
                return said;
        foreach (var name in names)
            if ((alert.Annotations[name] ?? alert.Labels[name]) is { } text
                && double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var read) && Finite(read) is { } known)
                return known;
        return null;
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
