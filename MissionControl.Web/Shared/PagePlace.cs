using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace MissionControl.Web.Shared;

/// <summary>Where a page ended of a list in the order of time, as it stands in an address: <c>TICKS-ID</c>. What follows begins after it, also when more came meanwhile.</summary>
internal static class PagePlace
{
    public static string Write(DateTimeOffset at, Guid id) => $"{at.UtcTicks.ToString(CultureInfo.InvariantCulture)}-{id:N}";

    /// <summary><see langword="false"/> for what nobody wrote.</summary>
    public static bool TryRead([NotNullWhen(true)] string? text, out DateTimeOffset at, out Guid id)
    {
        (at, id) = (default, default);
        if (text?.Split('-') is not [var ticks, var name]
            || !long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var since) || since > DateTimeOffset.MaxValue.UtcTicks
            || !Guid.TryParseExact(name, "N", out id))
            return false;
        at = new(since, TimeSpan.Zero);
        return true;
    }
}
