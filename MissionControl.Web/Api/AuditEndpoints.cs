using System.Buffers;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MissionControl.Core.Journal;
using MissionControl.Web.Account;
using MissionControl.Web.Api.Documents;

namespace MissionControl.Web.Api;

/// <summary>The audit, a page at a time, or all that is asked for as JSON lines.</summary>
internal static partial class AuditEndpoints
{
    // What is written goes out in pieces of about this size, so that the memory stays the same however much it is.
    private const int Piece = 64 * 1024;

    public static void MapAudit(this RouteGroupBuilder api)
    {
        api.MapGet("/audit", PageAsync).Told(_page);
        api.MapGet("/audit.jsonl", LinesAsync).Told(_lines);
    }

    private static async Task<IResult> PageAsync([AsParameters] AuditQuery query, HttpContext context, IJournalSearch search)
    {
        var (question, problems) = query.Read();
        if (question is null)
            return Problems.Invalid(problems);
        var page = await search.FindAsync(question, context.RequestAborted);
        var body = new ArrayBufferWriter<byte>();
        await using (var json = AuditJson.Writer(body))
            AuditJson.Write(json, page);
        Paging.LinkNext(context, page.Next?.ToString(CultureInfo.InvariantCulture));
        return Tagged.Unkept(context, body.WrittenMemory, "application/json; charset=utf-8");
    }

    private static async Task LinesAsync([AsParameters] AuditFilters filters, HttpContext context, IJournalSearch search, IJournal journal, TimeProvider clock)
    {
        var (question, problems) = filters.OfAll().Read();
        if (question is null)
        {
            await Problems.Invalid(problems).ExecuteAsync(context);
            return;
        }

        var now = clock.GetUtcNow();
        context.Response.ContentType = "application/jsonl; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"audit-{now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}.jsonl\"";
        if (HttpMethods.IsHead(context.Request.Method))
            return;
        await journal.AppendAsync(Exported(question, context, now), context.RequestAborted);
        await WriteAsync(search.ReadAsync(question, context.RequestAborted), context);
    }

    private static async Task WriteAsync(IAsyncEnumerable<JournalEntry> entries, HttpContext context)
    {
        var output = context.Response.BodyWriter;
        await using var json = AuditJson.Writer(output);
        long written = 0;
        await foreach (var entry in entries)
        {
            AuditJson.Write(json, entry);
            json.Flush();
            written += json.BytesCommitted;
            json.Reset();
            output.Write("\n"u8);
            if (written < Piece)
                continue;
            await output.FlushAsync(context.RequestAborted);
            written = 0;
        }
    }

    // Whom it was about, but nothing else that somebody typed freely and may hold a name: the journal is for ever.
    private static JournalFact Exported(JournalQuestion question, HttpContext context, DateTimeOffset now)
    {
        var body = new JsonObject();
        Add("actor", question.Actor is { } actor && ActorId().IsMatch(actor) ? actor : null);
        Add("from", question.From?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        Add("kind", question.Kind is { } kind && JournalWords.IsKnown(kind) ? kind : null);
        Add("to", question.To?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        return new("audit.exported", "journal", context.Actor(), now, body);

        void Add(string key, string? value)
        {
            if (value is not null)
                body[key] = value;
        }
    }

    // system, visitor, person:0193a5b2-…
    [GeneratedRegex("^(system|visitor|anonymous|(person|token|wall):[0-9a-fA-F-]{1,64}|intake:[a-z0-9-]{1,64})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex ActorId();
}
