using MissionControl.Core.People.Accounts;

namespace MissionControl.Web.Account;

/// <summary>A session in words.</summary>
/// <param name="Agent">"Firefox on Linux"; what the browser says of itself is not to be believed.</param>
/// <param name="IsThis">Is it the browser that asks?</param>
public sealed record SessionLine(Guid Id, string Agent, string From, string Began, string Seen, bool IsThis)
{
    private static readonly string[] _browsers = ["Edg", "Firefox", "Chrome", "Safari"];
    private static readonly string[] _systems = ["Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux"];

    public static SessionLine Of(Session session, Guid? current, DateTimeOffset now, TimeZoneInfo zone) => new(
        session.Id, Name(session.Agent ?? ""), session.From ?? "", Words.Time(session.Began, now, zone), Words.Time(session.LastSeen, now, zone), session.Id == current);

    private static string Name(string agent)
    {
        var browser = _browsers.FirstOrDefault(name => agent.Contains(name, StringComparison.Ordinal));
        var system = _systems.FirstOrDefault(name => agent.Contains(name, StringComparison.Ordinal));
        return (browser is "Edg" ? "Edge" : browser ?? "Some browser") + (system is null ? "" : $" on {system}");
    }
}
