namespace MissionControl.Web.Runbooks;

/// <summary>Pages go on without what the database would say.</summary>
internal static partial class RunLog
{
    [LoggerMessage(EventName = "RunsUnreadForPage", Level = LogLevel.Error, Message = "Kept runs of runbooks could not be read for a page; it is shown without them")]
    public static partial void LogUnreadRuns(this ILogger logger, Exception failure);

    [LoggerMessage(EventName = "RunUnsaved", Level = LogLevel.Error, Message = "An act on a run of a runbook could not be saved; whoever did it was told")]
    public static partial void LogUnsavedAct(this ILogger logger, Exception failure);

    /// <summary>The database, and not a mistake of ours.</summary>
    public static bool IsOfStorage(this Exception failure) => failure is System.Data.Common.DbException or InvalidOperationException or IOException;
}
