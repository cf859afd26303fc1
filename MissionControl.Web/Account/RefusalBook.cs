using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using MissionControl.Core.Journal;

namespace MissionControl.Web.Account;

/// <summary>
/// Writes down that somebody we know wanted what they may not: who, what, from where. Once an hour for each of them and address, so that nobody
/// fills the journal; strangers, who may be anybody, are only in the log. Thread-safe.
/// </summary>
internal sealed partial class RefusalBook(IJournal journal, TimeProvider clock, ILogger<RefusalBook> logger)
{
    public static readonly TimeSpan Again = TimeSpan.FromHours(1);
    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<(string Actor, string Route), DateTimeOffset> _written = new();

    public async Task NoteAsync(HttpContext context, bool isKnown)
    {
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "";
        if (!isKnown)
        {
            LogStranger(logger, context.Request.Method, route);
            return;
        }

        var (by, now) = (context.Actor(), clock.GetUtcNow());
        if (_written.TryGetValue((by.Id, route), out var last) && now - last < Again)
            return;
        if (_written.Count >= MostRemembered)
            _written.Clear();
        _written[(by.Id, route)] = now;
        LogKnown(logger, by.Id, context.Request.Method, route);
        try
        {
            await journal.AppendAsync(new("access.refused", Subject(route), by, now, new JsonObject { ["method"] = context.Request.Method }), context.RequestAborted);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // They are refused all the same, and the log has it.
            LogUnwritten(logger, failure);
        }
    }

    private static string Subject(string route) => route.Length <= 200 ? route : route[..200];

    [LoggerMessage(EventName = "AccessRefused", Level = LogLevel.Warning, Message = "{Actor} wanted {Method} {Route} and may not")]
    private static partial void LogKnown(ILogger logger, string actor, string method, string route);

    [LoggerMessage(EventName = "StrangerRefused", Level = LogLevel.Information, Message = "Somebody who is not signed in wanted {Method} {Route}")]
    private static partial void LogStranger(ILogger logger, string method, string route);

    [LoggerMessage(EventName = "RefusalUnwritten", Level = LogLevel.Error, Message = "A refusal could not be written into the journal")]
    private static partial void LogUnwritten(ILogger logger, Exception failure);
}
