using MissionControl.Core.Board;
using MissionControl.Core.Calendars;
using MissionControl.Core.Catalog;
using MissionControl.Core.Maintenance;
using MissionControl.Core.People;

namespace MissionControl.Web.Hosting;

/// <summary>Plans one work for whoever tries the app with the demo's numbers and has planned none yet. In Development only.</summary>
internal sealed class DemoWork(WorkBook book, WorkFeed works, DefinitionsFeed definitions, ICatalog catalog, IHostEnvironment environment, TimeProvider clock) : BackgroundService
{
    private static readonly TimeOnly _night = new(2, 0);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!environment.IsDevelopment())
            return;
        var running = (await definitions.NextAsync(0, stoppingToken)).Definitions;
        var kept = await works.NextAsync(0, stoppingToken);
        if (running.Components.IsEmpty || !kept.All.IsEmpty || catalog.Current.Loaded?.Sources.Any(static source => source is DemoSourceDefinition) != true)
            return;
        var zone = running.Organisation.Zone;
        var from = LocalMoment.Of(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime).AddDays(2), _night, zone);
        var component = running.Components[^1];
        await book.ScheduleAsync(
            new(
                $"{component.Name} move to faster machines", "They may not open for a few minutes between 02:00 and 03:00, and are a little late that morning. You need not do anything.",
                [component.Id], [], "", WorkEffect.Down, from, from.AddHours(1), EndsByItself: true),
            Actor.System, Guid.NewGuid(), stoppingToken);
    }
}
