using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using MissionControl.Core.Journal;

namespace MissionControl.Web.Audit;

/// <summary>A journal entry as the audit shows it.</summary>
/// <param name="Who">Their name, or their id in words.</param>
/// <param name="What">In plain words.</param>
/// <param name="Changes">What was and what is; empty when the entry tells of no change.</param>
/// <param name="Beside">What else the entry holds.</param>
public sealed record AuditLine(
    JournalEntry Entry, string Who, string What, ImmutableArray<AuditChange> Changes, ImmutableArray<AuditFact> Beside)
{
    private const string BeforeKey = "before";
    private const string AfterKey = "after";

    // The journal's own proof of the address, which says nothing to people.
    private const string SealKey = "addressSeal";

    // For people: letters stay letters. Razor escapes what HTML needs.
    private static readonly JsonSerializerOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The hash in full, as verify-journal prints it.</summary>
    public string Hash => Convert.ToHexStringLower(Entry.Hash.AsSpan());

    /// <param name="names">Of actors, by id.</param>
    public static AuditLine From(JournalEntry entry, ImmutableDictionary<string, string> names)
    {
        var (changes, beside) = Read(entry.Body);
        return new(entry, names.GetValueOrDefault(entry.Actor) ?? JournalWords.Actor(entry.Actor), JournalWords.Tell(entry), changes, beside);
    }

    private static (ImmutableArray<AuditChange> Changes, ImmutableArray<AuditFact> Beside) Read(string text)
    {
        try
        {
            using var body = JsonDocument.Parse(text);
            if (body.RootElement.ValueKind != JsonValueKind.Object)
                return ([], [new("body", text)]);
            var parts = body.RootElement.EnumerateObject().ToLookup(static part => part.Name, static part => part.Value, StringComparer.Ordinal);
            return (
                Compare(parts[BeforeKey].Cast<JsonElement?>().FirstOrDefault(), parts[AfterKey].Cast<JsonElement?>().FirstOrDefault()),
                [.. parts.Where(static part => part.Key is not (BeforeKey or AfterKey or SealKey)).Select(static part => new AuditFact(part.Key, Shown(part.First())))]);
        }
        catch (JsonException)
        {
            // Somebody changed it in the database: shown as it is.
            return ([], [new("body", text)]);
        }
    }

    // Objects key by key, anything else as one value.
    private static ImmutableArray<AuditChange> Compare(JsonElement? before, JsonElement? after)
    {
        if (before is null && after is null)
            return [];
        if (IsPlain(before) || IsPlain(after))
            return [new("", before is { } was ? Shown(was) : "", after is { } now ? Shown(now) : "")];
        var (old, present) = (Members(before), Members(after));
        return [.. old.Keys.Union(present.Keys).Order(StringComparer.Ordinal).Select(key => new AuditChange(key, old.GetValueOrDefault(key) ?? "", present.GetValueOrDefault(key) ?? ""))];
    }

    private static bool IsPlain(JsonElement? part) => part is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null) };

    private static Dictionary<string, string> Members(JsonElement? part) => part is { ValueKind: JsonValueKind.Object } members
        ? members.EnumerateObject().GroupBy(static member => member.Name, StringComparer.Ordinal).ToDictionary(static member => member.Key, static member => Shown(member.First().Value), StringComparer.Ordinal)
        : [];

    private static string Shown(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "none",
        JsonValueKind.Array when value.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.String) =>
            string.Join("\n", value.EnumerateArray().Select(static item => item.GetString())),
        _ => JsonSerializer.Serialize(value, _readable),
    };
}

/// <param name="Key">Empty where before and after are single values.</param>
/// <param name="Before">Empty where there was nothing.</param>
/// <param name="After">Empty where there is nothing now.</param>
public sealed record AuditChange(string Key, string Before, string After);

public sealed record AuditFact(string Key, string Value);
