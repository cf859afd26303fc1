using Microsoft.Extensions.Logging;

namespace MissionControl.Core.People.Tokens;

public sealed partial class TokenBook
{
    private readonly ILogger _logger = logger;

    [LoggerMessage(Level = LogLevel.Error, EventName = "TokensUnread", Message = "API tokens could not be read; those known stay good, new ones and revocations of other processes wait")]
    private partial void LogUnread(Exception failure);
}
