using System.Globalization;
using MissionControl.Core.Journal;
using MissionControl.Web.Audit;

namespace MissionControl.Web.Shared;

/// <summary>Every address a page links to. Nobody else puts addresses together.</summary>
public static class Routes
{
    public const string Board = "/";

    public const string Wall = "/wall";

    public const string Tokens = "/people/tokens";

    public const string NotFound = "/not-found";

    public const string Denied = "/denied";

    public const string SignOut = "/sign-out";

    public const string SetUp = "/set-up";

    public const string Join = "/join";

    public const string Account = "/account";

    public const string People = "/people";

    public const string Error = "/error";

    public static string SignIn() => "/sign-in";

    /// <param name="back">The address to go to afterwards.</param>
    public static string SignIn(string back) => back == Board ? SignIn() : $"{SignIn()}?return={Uri.EscapeDataString(back)}";

    /// <param name="secret">Of a screen.</param>
    public static string WallLink(string secret) => $"/wall/link/{secret}";

    public static string JoinWith(string secret) => $"{Join}?key={secret}";

    public static string SetUpWith(string secret) => $"{SetUp}?key={secret}";

    /// <summary>What was sent to whom.</summary>
    public const string Told = "/alerts/told";

    /// <param name="page">From 1.</param>
    public static string ToldPage(string? words, string? state, int page) =>
        Told + Query(("words", words), ("state", state), ("page", page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null));

    /// <summary>What a person wants to be told themselves.</summary>
    public const string Subscriptions = "/account/subscriptions";

    public const string AuditPage = "/audit";

    /// <summary>The audit with what is looked for in it.</summary>
    public static string Audit(AuditEntry entry) => AuditPage + Query(
        ("words", entry.Words), ("kind", entry.Kind), ("actor", entry.Actor), ("subject", entry.Subject), ("from", entry.From), ("to", entry.To), ("before", entry.Before));

    /// <summary>All that is found, however many pages it fills, to keep.</summary>
    public static string AuditLines(JournalQuestion question) => "/api/v1/audit.jsonl" + Query(
        ("words", string.Join(' ', question.Words)), ("kind", question.Kind), ("actor", question.Actor), ("subject", question.Subject),
        ("from", question.From is { } from ? Words.Machine(from) : null), ("to", question.To is { } to ? Words.Machine(to) : null));

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

    private static string Query(params IEnumerable<(string Key, string? Value)> parts) =>
        string.Join('&', parts.Where(static part => !string.IsNullOrEmpty(part.Value)).Select(static part => $"{part.Key}={Uri.EscapeDataString(part.Value!)}")) is { Length: > 0 } query ? "?" + query : "";
}
