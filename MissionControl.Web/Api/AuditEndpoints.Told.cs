using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MissionControl.Core.Journal;
using MissionControl.Web.Api.Documents;

namespace MissionControl.Web.Api;

internal static partial class AuditEndpoints
{
    private static readonly AuditAnswerEntry _entry = new(
        182033,
        new(2026, 11, 21, 1, 52, 0, TimeSpan.Zero),
        "tile.state",
        "sign-in-success",
        "system",
        null,
        "Sign-in success: Normal → Off",
        new JsonObject { ["before"] = "Normal", ["after"] = "Off" },
        "5f1c0a9be0d3f4a2c6b8e7d1903f5a4c2b1e0d9f8a7b6c5d4e3f2a1b0c9d8e7f",
        "a7b6c5d4e3f2a1b0c9d8e7f65f1c0a9be0d3f4a2c6b8e7d1903f5a4c2b1e0d9f");

    private static readonly Asked[] _filters =
    [
        Asked.Text("words", "Parts of words, all of which must stand in it.", "sign-in", 200),
        Asked.Text("kind", "What happened.", "tile.state", AuditQuery.LongestId),
        Asked.Text("actor", "Who did it.", "system", AuditQuery.LongestId),
        Asked.Text("subject", "The id of what it was about.", "sign-in-success", AuditQuery.LongestId),
        Asked.Time("from", "Inclusive.", "2026-11-20T00:00:00Z"),
        Asked.Time("to", "Exclusive.", "2026-11-22T00:00:00Z"),
    ];

    private static readonly Told _page = new("listAudit", "The audit, the newest first")
    {
        Words = "Everything that happened: who, when, from where, what, before and after. For administrators; nothing of it may be kept by a browser.",
        Asks = [.. _filters, Asked.Limit(AuditQuery.Usual, JournalQuestion.MostEntries), Asked.After("the next of the page before", "182033")],
        IsTagged = true,
        IsPaged = true,
        Answers = [Given.Json("A page of entries.", new AuditAnswer([_entry], null, null), ApiJson.Context.AuditAnswer)],
    };

    private static readonly Told _lines = new("exportAudit", "The audit as JSON lines, the oldest first")
    {
        Words = "All that fits, an entry a line, up to now. Taking it is itself an entry.",
        Asks = [.. _filters],
        Answers = [Given.Text("One entry a line, as in listAudit.", "application/jsonl", _entry.Line())],
    };
}

// Only for the document: AuditJson writes it.
/// <summary>A page of the audit.</summary>
/// <param name="Next">The <c>after</c> of the next page; <see langword="null"/> on the last one.</param>
/// <param name="LookedBackTo">When words were looked for so far back and no further.</param>
internal sealed record AuditAnswer(ImmutableArray<AuditAnswerEntry> Entries, long? Next, DateTimeOffset? LookedBackTo);

/// <param name="From">The network address it came from, while that is kept.</param>
/// <param name="Words">What happened, in words.</param>
/// <param name="Body">What exactly; what was and what is now in before and after.</param>
internal sealed record AuditAnswerEntry(
    long Sequence, DateTimeOffset At, string Kind, string Subject, string Actor, string? From, string Words, JsonNode Body, string PreviousHash, string Hash)
{
    public string Line() => System.Text.Json.JsonSerializer.Serialize(this, ApiJson.Context.AuditAnswerEntry) + "\n";
}
