using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MissionControl.Core.Alerts.Inbox;
using MissionControl.Core.Alerts.Own;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Alerts.Silences;
using MissionControl.Core.Maintenance;

namespace MissionControl.Core.Alerts;

public static class AlertsSetup
{
    /// <summary>Intake, inbox, silences and our own rules. Needs the stores and the board beside it.</summary>
    public static IServiceCollection AddAlerts(this IServiceCollection services)
    {
        services.TryAddSingleton<AlertFeed>();
        services.TryAddSingleton<WorkFeed>();
        services.TryAddSingleton<Board.DefinitionsFeed>();
        return services
            .AddSingleton<SilenceBook>()
            .AddSingleton<InboxFacts>()
            .AddSingleton<InboxSurroundings>()
            .AddSingleton(static provider => new GroupDesk(provider.GetRequiredService<InboxFacts>(), provider.GetRequiredService<Board.BoardFeed>(), provider.GetRequiredService<AlertFeed>()))
            .AddSingleton<IGroupActs>(static provider => provider.GetRequiredService<GroupDesk>())
            .AddSingleton<IntakeQueue>()
            .AddSingleton<IAlertIntake>(static provider => provider.GetRequiredService<IntakeQueue>())
            .AddHostedService<SilenceStartup>()
            .AddHostedService<AlertInbox>()
            .AddHostedService(static provider => provider.GetRequiredService<IntakeQueue>())
            .AddHostedService<OwnWatch>();
    }
}
