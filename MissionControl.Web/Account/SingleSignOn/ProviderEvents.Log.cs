namespace MissionControl.Web.Account.SingleSignOn;

internal sealed partial class ProviderEvents
{
    [LoggerMessage(1, LogLevel.Warning, "Single sign-on refused somebody: {Reason} ({Detail})", EventName = "SingleSignOnRefused")]
    private static partial void LogRefused(ILogger logger, string reason, string detail);
}
