using System.Globalization;
using MissionControl.Core.Alerts.Inbox;
using MissionControl.Core.Journal;
using MissionControl.Web.Alerts;
using MissionControl.Web.Audit;

namespace MissionControl.Web.Shared;

/// <summary>Every address a page links to. Nobody else puts addresses together.</summary>
public static class Routes
{
    public const string Board = "/";

    public const string Wall = "/wall";

    /// <summary>What the public sees; no page of ours, so it is loaded as a whole.</summary>
    public const string StatusPage = "/status";

    public const string Followers = "/people/followers";

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

    /// <summary>To the identity provider. No form: a policy that keeps forms with us would stop it there.</summary>
    public const string SignInWithProvider = "/sign-in/provider";

    /// <param name="back">The address to go to afterwards.</param>
    public static string SignInWith(string back) => back == Board ? SignInWithProvider : $"{SignInWithProvider}?return={Uri.EscapeDataString(back)}";

    /// <summary>Where the identity provider sends people back to.</summary>
    public const string SignInBack = "/sign-in/provider/back";

    /// <param name="reason">Why single sign-on let nobody in, in a word.</param>
    /// <param name="back">The address to go to afterwards.</param>
    public static string SignInRefused(string reason, string back) => SignIn() + Query(("refused", reason), ("return", back == Board ? null : back));

    /// <param name="secret">Of a screen.</param>
    public static string WallLink(string secret) => $"/wall/link/{secret}";

    public static string JoinWith(string secret) => $"{Join}?key={secret}";

    public static string SetUpWith(string secret) => $"{SetUp}?key={secret}";

    public const string Incidents = "/incidents";

    public static string Incident(int number) => $"{Incidents}/{number.ToString(CultureInfo.InvariantCulture)}";

    public static string IncidentEntry(int number, int entry) => $"{Incident(number)}#entry-{entry.ToString(CultureInfo.InvariantCulture)}";

    public static string IncidentMarkdown(int number) => $"/api/v1{Incident(number)}.md";

    public static string IncidentJson(int number) => $"/api/v1{Incident(number)}";

    public static string IncidentReview(int number) => $"{Incident(number)}/review";

    /// <summary>The review, just after a part of it was saved.</summary>
    public static string IncidentReviewSaved(int number, string part) => IncidentReview(number) + Query(("saved", part));

    public static string IncidentImages(int number) => $"{Incident(number)}/images";

    /// <summary>Where a picture is chosen; with what was wrong with the one before.</summary>
    public static string NewIncidentImage(int number, string? problem) => $"{IncidentImages(number)}/new" + Query(("problem", problem));

    public static string IncidentImage(int number, Guid image) => $"{Incident(number)}/images/{image:N}";

    /// <param name="before">Only those with a lower number.</param>
    public static string IncidentsBefore(string? text, int before) => Incidents + Query(("q", text), ("before", before.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The form that declares one, from a tile or a group of alerts, or from all that is off.</summary>
    public static string Declare(string? bpm, Guid? alert) => $"{Incidents}/new" + Query(("bpm", bpm), ("alert", alert?.ToString("D")));

    /// <summary>What the public is told, in one place.</summary>
    public const string Publishing = "/publishing";

    /// <summary>Where a public update is written, for an incident or a new one.</summary>
    /// <param name="template">The name of the words it begins with.</param>
    public static string Write(int? incident, string? template) =>
        $"{Publishing}/write" + Query(("incident", incident?.ToString(CultureInfo.InvariantCulture)), ("begin", template));

    public const string Planned = "/planned";

    public const string NewWork = "/planned/new";

    public static string Work(int number) => $"{Planned}/{number.ToString(CultureInfo.InvariantCulture)}";

    public static string EditWork(int number) => $"{Work(number)}/edit";

    /// <summary>As the public sees it; no page of ours.</summary>
    public static string PublicWork(int number) => StatusPage + Work(number);

    public const string Alerts = "/alerts";

    public const string Services = "/services";

    public static string Service(string id) => $"{Services}/{Uri.EscapeDataString(id)}";

    public const string Silences = "/alerts/silences";

    public const string AlertHistory = "/alerts/history";

    public static string Alert(Guid group) => $"{Alerts}/{group:D}";

    /// <param name="text">What is searched for; may be empty.</param>
    public static string AlertsShowing(AlertShow show, string text) => Alerts + Query(("show", show == AlertShow.Open ? null : show.ToString().ToLowerInvariant()), ("q", text));

    /// <summary>The form for a silence, with conditions to begin with.</summary>
    public static string SilenceFor(string matchers) => Silences + Query(("for", matchers));

    /// <param name="last">Of the page before.</param>
    public static string AlertHistoryPage(string? text, GroupPlace last) => AlertHistory + Query(("q", text), ("before", PagePlace.Write(last.Since, last.Id)));

    /// <summary><see langword="null"/> for what nobody wrote.</summary>
    public static GroupPlace? ReadPlace(string? text) => PagePlace.TryRead(text, out var since, out var group) ? new(since, group) : null;

    public const string AlertWords = "/alerts/words";

    /// <param name="group">The id of a group of alerts.</param>
    public static string AlertWordsOf(Guid group) => $"{AlertWords}?group={group:D}";

    /// <param name="rule">The id of a rule, or one of our own with its subject.</param>
    /// <param name="standing">What has become of it.</param>
    public static string AlertWordsFor(string rule, string standing) => AlertWords + Query(("rule", rule), ("as", standing));

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

    public const string Runbooks = "/runbooks";

    public const string RunbookHealth = "/runbooks/health";

    public static string Runbook(string id) => $"{Runbooks}/{Uri.EscapeDataString(id)}";

    /// <summary>The runbook, with a button that starts a run as part of an incident.</summary>
    public static string RunbookFor(string id, string incident) => Runbook(id) + Query(("incident", incident));

    /// <summary>The run of a runbook.</summary>
    public static string RunbookRun(Guid run) => $"{Runbooks}/runs/{run:D}";

    private static string Query(params IEnumerable<(string Key, string? Value)> parts) =>
        string.Join('&', parts.Where(static part => !string.IsNullOrEmpty(part.Value)).Select(static part => $"{part.Key}={Uri.EscapeDataString(part.Value!)}")) is { Length: > 0 } query ? "?" + query : "";
}
