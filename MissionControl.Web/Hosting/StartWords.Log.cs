namespace MissionControl.Web.Hosting;

internal sealed partial class StartWords
{
    [LoggerMessage(EventName = "PlainHttp", Level = LogLevel.Warning, Message = "This server listens without encryption and no proxy is named in MissionControl:Proxies. Browsers keep the cookies of signing in over encrypted connections only (some also on this machine), so nobody else can sign in; put a proxy that ends TLS before it and name it, or use https")]
    private partial void LogPlain();

    [LoggerMessage(EventName = "KeysUnencrypted", Level = LogLevel.Warning, Message = "The keys of sessions and second factors lie unencrypted in the database: whoever reads it or its copies can use them. MissionControl:Keys:Certificate encrypts them")]
    private partial void LogUnencryptedKeys();

    [LoggerMessage(EventName = "AnyHost", Level = LogLevel.Warning, Message = "Requests for any host name are answered (MissionControl:Hosts is *): another site can have its name lead here (DNS rebinding)")]
    private partial void LogAnyHost();
}
