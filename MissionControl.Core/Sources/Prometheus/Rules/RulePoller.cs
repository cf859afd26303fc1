using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Catalog;

namespace MissionControl.Core.Sources.Prometheus.Rules;

/// <summary>Asks the sources of the running catalog that want it for the states of their rules, again and again.</summary>
/// <param name="intake"><see langword="null"/> where nobody takes alerts in: then nobody is asked.</param>
internal sealed partial class RulePoller(ICatalog catalog, IAlertIntake? intake, TimeProvider clock, ILogger<RulePoller> logger) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    // By the id of the source. Only the loop touches it.
    private readonly Dictionary<string, RuleWatch> _watches = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (intake is null)
            return;
        using var ticks = new PeriodicTimer(Every, clock);
        try
        {
            do
            {
                Follow(catalog.Current.Loaded);
                await Task.WhenAll(_watches.Values.Select(watch => PollAsync(watch, intake, stoppingToken)));
            }
            while (await ticks.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The app stops.
        }
        finally
        {
            foreach (var watch in _watches.Values)
                watch.Dispose();
        }
    }

    private void Follow(LoadedCatalog? loaded)
    {
        if (loaded is null)
            return;
        var wanted = loaded.Sources.OfType<PrometheusSourceDefinition>().Where(static source => source.RuleLabels is not null).ToDictionary(static source => source.Id, StringComparer.Ordinal);
        foreach (var (id, watch) in _watches.ToList())
            if (!wanted.TryGetValue(id, out var source) || !watch.Definition.Equals(source))
            {
                watch.Dispose();
                _watches.Remove(id);
                if (source is not null)
                    _watches[id] = new RuleWatch(source, watch, clock, null);
            }

        foreach (var source in wanted.Values.Where(source => !_watches.ContainsKey(source.Id)))
            _watches[source.Id] = new RuleWatch(source, null, clock, null);
    }

    private async Task PollAsync(RuleWatch watch, IAlertIntake intake, CancellationToken cancellationToken)
    {
        var before = watch.Failure;
        try
        {
            await watch.PollAsync(intake, cancellationToken);
            if (watch.Failure is { } failure && before is null)
                LogFailing(logger, watch.Definition.Id, failure);
            else if (watch.Failure is null && before is not null)
                LogBack(logger, watch.Definition.Id);
        }
        catch (Exception bug) when (bug is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // The loop goes on: another poll may do better, and other sources are not to blame.
            LogBroken(logger, bug, watch.Definition.Id);
        }
    }
}
