using MissionControl.Core.StatusPage.Followers;

namespace MissionControl.Web.People;

/// <summary>A follower as an administrator sees them: enough to see that it works, and not who they are.</summary>
internal sealed record FollowerLine(Guid Id, string Masked, string About, string State, string Asked, bool Stands)
{
    public static FollowerLine Of(Follower follower, DateTimeOffset now, TimeZoneInfo zone) => new(
        follower.Id,
        FollowRules.Masked(follower.Address),
        follower.Components.IsEmpty ? "all parts" : Words.Count(follower.Components.Length, "part", "parts"),
        follower.State switch
        {
            FollowerState.Following => "Follows",
            FollowerState.Stopped => "Refused by the mail server",
            _ => "Has not said yes yet",
        },
        Words.Time(follower.AskedAt, now, zone),
        follower.State == FollowerState.Following);
}
