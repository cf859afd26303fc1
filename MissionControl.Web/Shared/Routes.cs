using System.Globalization;

namespace MissionControl.Web.Shared;

/// <summary>Every address a page links to. Nobody else puts addresses together.</summary>
public static class Routes
{
    public const string Board = "/";

    public const string Wall = "/wall";

    public const string Tokens = "/people/tokens";

    public const string NotFound = "/not-found";

    public const string Error = "/error";

    public static string Bpm(string id) => "/bpm/" + Uri.EscapeDataString(id);

    /// <param name="range">3h, 24h, 7d or 5w.</param>
    public static string Bpm(string id, string range) => $"{Bpm(id)}?range={Uri.EscapeDataString(range)}";

    /// <param name="to">The end of the range; the address keeps whole seconds.</param>
    public static string Bpm(string id, string range, DateTimeOffset to) =>
        $"{Bpm(id, range)}&to={Uri.EscapeDataString(to.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))}";

    /// <param name="range">3h, 24h, 7d or 5w.</param>
    /// <param name="to">The end of the range.</param>
    public static string HistoryCsv(string id, string range, DateTimeOffset to) =>
        $"/api/v1/bpms/{Uri.EscapeDataString(id)}/history.csv{Bpm(id, range, to)[Bpm(id).Length..]}";
}
