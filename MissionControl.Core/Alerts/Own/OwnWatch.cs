using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Board;
using MissionControl.Core.People;

namespace MissionControl.Core.Alerts.Own;

/// <summary>Follows the board and sends what our own rules find through the same door as everybody's alerts.</summary>
internal sealed partial class OwnWatch(BoardFeed board, AlertFeed alerts, IAlertIntake intake, TimeProvider clock, ILogger<OwnWatch> logger) : BackgroundService
{
    private readonly ILogger _logger = logger;
    private readonly Dictionary<string, AlertSignal> _open = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What fired before a restart ends through us, too: the first snapshot tells what is open.
        var remembered = await alerts.NextAsync(0, stoppingToken);
        foreach (var alert in remembered.Open.SelectMany(static group => group.Alerts).Where(static alert => alert is { IsOpen: true, Intake: OwnRules.Intake }))
            _open[alert.Fingerprint] = new() { Labels = alert.Labels, IsFiring = true, StartsAt = alert.StartsAt };
        for (var seen = board.Current; ; seen = await board.NextAsync(seen.Version, stoppingToken))
            await TellAsync(seen, stoppingToken);
    }

    private async Task TellAsync(BoardSnapshot seen, CancellationToken stoppingToken)
    {
        var now = clock.GetUtcNow();
        var findings = OwnRules.Judge(seen, now);
        var signals = ImmutableArray.CreateBuilder<AlertSignal>();
        signals.AddRange(findings.Firing.Where(found => !_open.ContainsKey(found.Key)).Select(static found => found.Value));
        // A BPM that left the catalog is nobody's trouble any more.
        var known = seen.Definitions.Bpms.Select(static bpm => bpm.Id).ToHashSet();
        foreach (var (fingerprint, open) in _open)
            if (findings.Fine.Contains(fingerprint) || (open.Labels["bpm"] is { } bpm && seen.Version > 0 && !known.Contains(bpm) && known.Count > 0))
                signals.Add(open with { IsFiring = false, EndsAt = now });
        if (signals.Count == 0)
            return;
        try
        {
            if (await intake.TakeAsync(new(OwnRules.Intake, null, now, signals.ToImmutable()), Actor.System, stoppingToken) != TakeAnswer.Taken)
                return;
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            // The edge of a loop: the next snapshot finds the same again.
            LogUntold(failure);
            return;
        }

        foreach (var signal in signals)
            if (signal.IsFiring)
                _open[signal.Labels.Fingerprint()] = signal;
            else
                _open.Remove(signal.Labels.Fingerprint());
    }

    [LoggerMessage(Level = LogLevel.Warning, EventName = "OwnUntold", Message = "What our own rules found could not be taken in; it is tried again with the next snapshot of the board")]
    private partial void LogUntold(Exception failure);
}
