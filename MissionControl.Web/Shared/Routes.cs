using System.Globalization;

namespace MissionControl.Web.Shared;

/// <summary>Every address a page links to. Nobody else puts addresses together.</summary>
public static class Routes
{
    public const string Board = "/";

    public const string Wall = "/wall";

    public const string NotFound = "/not-found";

    public const string Error = "/error";

    public static string Bpm(string id) => "/bpm/" + Uri.EscapeDataString(id);

    /// <summary>What is drawn on a BPM's page, for its chart.</summary>
    public static string History(string id, string range, DateTimeOffset? to) => $"/api/v1/bpms/{Uri.EscapeDataString(id)}/history{Query(range, to)}";

    /// <summary>What is drawn on a BPM's page, as a file.</summary>
    public static string HistoryFile(string id, string range, DateTimeOffset? to) => $"/api/v1/bpms/{Uri.EscapeDataString(id)}/history.csv{Query(range, to)}";

    /// <param name="to">The end of the range; <see langword="null"/> moves with the time. The address keeps whole seconds.</param>
    public static string Bpm(string id, string range, DateTimeOffset? to) => Bpm(id) + Query(range, to);

    private static string Query(string range, DateTimeOffset? to) =>
        $"?range={Uri.EscapeDataString(range)}" + (to is { } end ? $"&to={Uri.EscapeDataString(end.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))}" : "");
}
