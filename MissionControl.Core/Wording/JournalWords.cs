using System.Globalization;
using System.Text;
using System.Text.Json;
using MissionControl.Core.Calendars;
using MissionControl.Core.Journal;

namespace MissionControl.Core.Wording;

/// <summary>The journal in plain words. A kind that is not known here is told by its name.</summary>
public static class JournalWords
{
    private static readonly string[] _beforeAndAfter = ["before", "after"];

    private static readonly Dictionary<string, (string Title, Func<JournalEntry, JsonElement, string>? Tell)> _kinds = new(StringComparer.Ordinal)
    {
        ["tile.state"] = ("Metric changed state", static (entry, body) => $"{entry.Subject} went {FromTo(body)}"),
        ["verdict.level"] = ("Verdict changed", static (_, body) => $"The verdict went {FromTo(body)}{(Text(body, "headline") is { Length: > 0 } headline ? $": {headline}" : "")}"),
        ["service.health"] = ("Service changed health", static (entry, body) => $"{entry.Subject} went {FromTo(body)}"),
        ["catalog.loaded"] = ("Catalog loaded", static (_, body) => $"A catalog was loaded: {Changes(body)}"),
        ["catalog.refused"] = ("Catalog refused", static (_, body) => $"A catalog was refused: {Words.Count(Number(body, "count"), "problem", "problems")}, {(Text(body, "running") is null ? "no catalog is running" : "the one before keeps running")}"),
        ["settings.changed"] = ("Settings changed", static (_, body) => Part(body, "before") is null ? "The settings were recorded for the first time" : $"Settings changed: {Keys(body)}"),
        ["stretch.declared"] = ("Time declared not normal", static (_, body) => $"Declared: {Stretch(body, "after")}"),
        ["stretch.changed"] = ("Declared time changed", static (_, body) => Stretch(body, "before") is var before && Stretch(body, "after") is var after && before == after ? $"Changed: {before}" : $"Changed: {before}, now {after}"),
        ["stretch.withdrawn"] = ("Declared time withdrawn", static (_, body) => $"Withdrew: {Stretch(body, "before")}"),
        ["stretch.restored"] = ("Declared time restored", static (_, body) => $"Restored: {Stretch(body, "after")}"),
        ["runbook.started"] = ("Run of a runbook started", static (_, body) => $"Started a run of {Text(body, "runbook")}"),
        ["runbook.ticked"] = ("Step of a runbook ticked", static (_, body) => $"Ticked a step of {Text(body, "runbook")}"),
        ["runbook.unticked"] = ("Tick of a runbook taken back", static (_, body) => $"Took back a tick in {Text(body, "runbook")}"),
        ["runbook.ended"] = ("Run of a runbook ended", static (_, body) => $"Ended a run of {Text(body, "runbook")}: {RunWords.Outcome(Text(body, "outcome"))}"),
        ["journal.sealed"] = ("Journal segment sealed", static (_, body) => $"Entries {Number(body, "first").ToString("#,0", CultureInfo.InvariantCulture)} to {Number(body, "last").ToString("#,0", CultureInfo.InvariantCulture)} were exported, sealed and dropped"),
        ["audit.exported"] = ("Audit exported", null),
        ["change.told"] = ("Change told", null),
        ["change.marked"] = ("Said whether a change was to blame", null),
        ["token.issued"] = ("Token issued", null),
        ["token.revoked"] = ("Token revoked", null),
        ["person.added"] = ("Person added", null),
        ["person.invited"] = ("Person invited", null),
        ["person.link"] = ("Link for a password made", null),
        ["person.joined"] = ("Password chosen by a link", null),
        ["person.role"] = ("Role changed", static (entry, body) => $"The role of {entry.Subject} went {FromTo(body)}"),
        ["person.disabled"] = ("Person disabled", null),
        ["person.enabled"] = ("Person enabled", null),
        ["person.password"] = ("Password changed", null),
        ["person.factor-on"] = ("Second factor turned on", null),
        ["person.factor-off"] = ("Second factor turned off", null),
        ["person.factor-dropped"] = ("Second factor dropped by an administrator", null),
        ["person.linked"] = ("Single sign-on linked", null),
        ["person.unlinked"] = ("Single sign-on unlinked by an administrator", null),
        ["person.awaits-provider"] = ("Single sign-on allowed by an administrator", null),
        ["person.renamed"] = ("Name or address taken from single sign-on", null),
        ["session.began"] = ("Signed in", null),
        ["session.ended"] = ("Session ended", null),
        ["sign-in.refused"] = ("Sign-in refused", null),
        ["protection-key.added"] = ("Key for cookies and second factors kept", null),
        ["wall.added"] = ("Wall screen's link made", null),
        ["wall.revoked"] = ("Wall screen's link revoked", null),
        ["access.refused"] = ("Refused what they may not", static (entry, body) => $"{Text(body, "method")} {entry.Subject} was refused"),
        ["alerts.taken"] = ("Alerts taken in", static (_, body) => $"{Words.Count(Number(body, "alerts"), "alert", "alerts")} came in"),
        ["alert.acknowledged"] = ("Alert looked after", null),
        ["alert.letgo"] = ("Alert let go", null),
        ["alert.held"] = ("Alert held until working hours", null),
        ["alert.released"] = ("Alert no longer held", null),
        ["alert.outcome"] = ("Said what an alert was", null),
        ["silence.made"] = ("Silence made", null),
        ["silence.moved"] = ("Silence given another end", null),
        ["silence.ended"] = ("Silence ended", null),
        ["alert.told"] = ("Alerts told", null),
        ["letter.notice"] = ("Message about an incident or planned work", null),
        ["letter.test"] = ("Test message asked for", null),
        ["letter.sent"] = ("Message sent", null),
        ["letter.dead"] = ("Message given up", null),
        ["letter.superseded"] = ("Message no longer needed", null),
        ["letter.replayed"] = ("Message to be sent again", null),
        ["subscription.added"] = ("Subscription added", null),
        ["subscription.removed"] = ("Subscription removed", null),
        ["incident.declared"] = ("Incident declared", null),
        ["incident.note"] = ("Note written in an incident", null),
        ["incident.correction"] = ("Entry of an incident corrected", null),
        ["incident.struck"] = ("Entry of an incident struck", null),
        ["incident.role"] = ("Role in an incident changed", null),
        ["incident.severity"] = ("Severity of an incident changed", null),
        ["incident.phase"] = ("Phase of an incident changed", null),
        ["incident.task"] = ("Work in an incident begun", null),
        ["incident.taskended"] = ("Work in an incident ended", null),
        ["incident.decision"] = ("Decision in an incident recorded", null),
        ["incident.step"] = ("Checklist of an incident ticked", null),
        ["incident.renamed"] = ("Incident renamed", null),
        ["incident.time"] = ("Time of an incident put right", null),
        ["incident.evidence"] = ("Evidence attached to an incident", null),
        ["incident.observed"] = ("Incident saw something move", null),
        ["incident.update"] = ("Public update given", null),
        ["incident.merged"] = ("Incident made part of another", null),
        ["incident.absorbed"] = ("Another incident taken in", null),
        ["incident.parted"] = ("Incident on its own again", null),
        ["incident.privacy"] = ("Incident made private or open", null),
        ["incident.member"] = ("Person asked into an incident", null),
        ["incident.runbook"] = ("Runbook step in an incident", null),
        ["incident.help"] = ("Help asked for in an incident", null),
        ["incident.followup"] = ("Action after an incident asked for", null),
        ["incident.followupdone"] = ("Action after an incident ticked", null),
        ["incident.review"] = ("Review of an incident written", null),
        ["incident.image"] = ("Picture shown in an incident", null),
        ["planned.scheduled"] = ("Planned work announced", static (entry, body) => $"Planned work {entry.Subject} was announced: {Times(body)}"),
        ["planned.changed"] = ("Planned work put right", null),
        ["planned.moved"] = ("Planned work moved", static (entry, body) => $"Planned work {entry.Subject} was moved: {Times(body)}"),
        ["planned.announced"] = ("Planned work told of again", null),
        ["planned.skipped"] = ("Planned work not told of", static (entry, body) => $"Of planned work {entry.Subject} nobody was told again: {Text(body, "skipped")?.TrimEnd('.')}"),
        ["planned.started"] = ("Planned work begun", null),
        ["planned.ended"] = ("Planned work ended", null),
        ["planned.cancelled"] = ("Planned work cancelled", null),
        ["follower.joined"] = ("Somebody follows the status page by mail", null),
        ["follower.left"] = ("Somebody stopped mails of the status page", null),
        ["follower.removed"] = ("Follower of the status page removed on request", null),
        ["follower.revived"] = ("Refused followers of the status page written to again", null),
        ["followers.told"] = ("Followers of the status page told", static (entry, body) => $"Followers are told of update {Number(body, "update")} of {(Text(body, "kind") == "Planned" ? "planned work" : "incident")} {entry.Subject}: {Words.Count(Number(body, "followers"), "person follows", "people follow")}"),
        ["token.used"] = ("Token used, first of the day", null),
    };

    /// <summary>What happened, in a sentence without who did it and without a full stop.</summary>
    public static string Tell(JournalEntry entry)
    {
        if (_kinds.GetValueOrDefault(entry.Kind).Tell is { } tell)
        {
            try
            {
                using var body = JsonDocument.Parse(entry.Body);
                return tell(entry, body.RootElement);
            }
            catch (JsonException)
            {
                // Somebody changed the entry in the database; verify-journal tells where.
            }
        }

        return entry.Subject.Length == 0 ? Title(entry.Kind) : $"{Title(entry.Kind)}: {entry.Subject}";
    }

    /// <summary>"Catalog loaded"; of an unknown kind its name: "Session ended" for <c>session.ended</c>.</summary>
    public static string Title(string kind) => _kinds.TryGetValue(kind, out var known) ? known.Title : Sentence(kind.Replace('.', ' ').Replace('-', ' '));

    /// <summary>Is it one of the kinds that have words of their own?</summary>
    public static bool IsKnown(string kind) => _kinds.ContainsKey(kind);

    /// <summary>The known kinds that have the word in their title, in any letter case.</summary>
    public static IEnumerable<string> KindsLike(string word) =>
        _kinds.Where(kind => kind.Value.Title.Contains(word, StringComparison.OrdinalIgnoreCase)).Select(static kind => kind.Key);

    /// <summary>"Mission Control", "A visitor"; a person or token by their id.</summary>
    public static string Actor(string actor) => actor switch
    {
        "system" => "Mission Control",
        "visitor" => "A visitor",
        "anonymous" => "Somebody unknown",
        _ when actor.Split(':', 2) is [var what, var id] => $"{Sentence(what)} {id}",
        _ => actor,
    };

    // Until there was before and after, changes were written as from and to.
    private static string FromTo(JsonElement body) => $"from {State(body, "before", "from")} to {State(body, "after", "to")}";

    private static string State(JsonElement body, string key, string older) => Sentence(Spaced(Text(body, key) ?? Text(body, older) ?? "nothing"));

    private static string Stretch(JsonElement body, string key)
    {
        // Earlier entries had no part of their own.
        var stretch = Part(body, key) ?? body;
        var kind = Enum.TryParse<StretchKind>(Text(stretch, "kind"), out var known) ? StretchWords.Kind(known) : "not normal";
        return $"{kind} of {Text(stretch, "bpm") ?? "every metric"}";
    }

    private static string Times(JsonElement body) => Part(body, "after") is { } after ? $"{Text(after, "from")} to {Text(after, "to")}" : "";

    private static string Changes(JsonElement body)
    {
        if (Part(body, "changes") is not { } changes)
            return "";
        var words = from section in changes.EnumerateObject()
                    where section.Value.ValueKind == JsonValueKind.Object
                    let counts = from change in section.Value.EnumerateObject()
                                 where change.Value.ValueKind == JsonValueKind.Array
                                 select $"{change.Value.GetArrayLength().ToString(CultureInfo.InvariantCulture)} {change.Name}"
                    select $"{section.Name} {string.Join(", ", counts)}";
        return string.Join("; ", words) is { Length: > 0 } told ? told : "nothing it defines is different";
    }

    private static string Keys(JsonElement body) => string.Join(", ", _beforeAndAfter
        .Select(key => Part(body, key)).OfType<JsonElement>()
        .SelectMany(static part => part.EnumerateObject().Select(static setting => setting.Name)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    private static JsonElement? Part(JsonElement body, string key) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(key, out var part) && part.ValueKind == JsonValueKind.Object ? part : null;

    private static string? Text(JsonElement body, string key) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(key, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static int Number(JsonElement body, string key) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(key, out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var whole) ? whole : 0;

    // "AllCalm" is "All calm".
    private static string Spaced(string name)
    {
        var words = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && words.Length > 0)
                words.Append(' ');
            words.Append(words.Length > 0 ? char.ToLowerInvariant(letter) : letter);
        }

        return words.ToString();
    }

    private static string Sentence(string words) => words.Length == 0 ? "" : char.ToUpperInvariant(words[0]) + words[1..];
}
