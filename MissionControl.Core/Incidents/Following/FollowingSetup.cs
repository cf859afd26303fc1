using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Incidents.Notices;

namespace MissionControl.Core.Incidents.Following;

public static class FollowingSetup
{
    /// <summary>What incidents do by themselves. Needs incidents, the board, alerts, changes, runbooks, people and telling beside it.</summary>
    public static IServiceCollection AddFollowing(this IServiceCollection services) => services
        .AddSingleton<INoter, SignalNoter>()
        .AddSingleton<INoter, RunNoter>()
        .AddSingleton<NoticeFacts>()
        .AddSingleton<INoter, NoticeNoter>()
        .AddSingleton<INoter, Maintenance.WorkNoter>()
        .AddSingleton<HelpDesk>()
        .AddHostedService<Follower>();
}
