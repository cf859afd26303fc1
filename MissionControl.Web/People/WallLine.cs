using MissionControl.Core.People.Accounts;

namespace MissionControl.Web.People;

/// <summary>A wall screen's link in words.</summary>
public sealed record WallLine(Guid Id, string Name, string Made, string Seen, bool Stands)
{
    public static WallLine Of(WallLink wall, DateTimeOffset now, TimeZoneInfo zone) => new(
        wall.Id, wall.Name, Words.Time(wall.MadeAt, now, zone), wall.LastSeen is { } seen ? Words.Time(seen, now, zone) : "never", wall.RevokedAt is null);
}
