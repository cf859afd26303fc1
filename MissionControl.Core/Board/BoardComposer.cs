using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MissionControl.Core.Alerts;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Bands;
using MissionControl.Core.Calendars;
using MissionControl.Core.Changes;
using MissionControl.Core.Incidents;
using MissionControl.Core.Changes.Guilt;
using MissionControl.Core.Maintenance;
using MissionControl.Core.Services;
using MissionControl.Core.Wording;

namespace MissionControl.Core.Board;

/// <summary>The single writer: folds facts into tiles, tiles into the snapshot, and publishes it. All its state is its own.</summary>
internal sealed partial class BoardComposer(
    BoardInbox inbox, DefinitionsFeed definitions, BoardFeed feed, BandBook bands, StretchBook stretches, ChangeBook changes, AlertFeed alerts, IncidentFeed incidents, WorkFeed works, ShownLog shown, TimeProvider clock, ILogger<BoardComposer> logger) : BackgroundService
{
    private static readonly TimeSpan ChangesShown = TimeSpan.FromHours(24);
    private const int MostChanges = 100;

    private readonly Dictionary<string, TileCell> _cells = [];
    private RunningDefinitions _running = new(-1, Definitions.Empty, []);
    private ServiceGraph _graph = new([]);
    private BoardSnapshot _snapshot = feed.Current;
    private ImmutableArray<OpenIncident> _open = [];
    private long _incidentsSeen;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        FollowDefinitionsAsync(stoppingToken), FollowChangesAsync(stoppingToken), FollowAlertsAsync(stoppingToken), FollowIncidentsAsync(stoppingToken), FollowWorksAsync(stoppingToken), TickAsync(stoppingToken), ComposeAsync(stoppingToken));

    private async Task FollowDefinitionsAsync(CancellationToken stoppingToken)
    {
        for (var running = definitions.Current; ; running = await definitions.NextAsync(running.Version, stoppingToken))
            inbox.Post(BoardFact.Defined.Instance);
    }

    private async Task FollowChangesAsync(CancellationToken stoppingToken)
    {
        for (var told = changes.Current; ; told = await changes.NextAsync(told.Version, stoppingToken))
            inbox.Post(BoardFact.Changed.Instance);
    }

    private async Task FollowAlertsAsync(CancellationToken stoppingToken)
    {
        for (var current = alerts.Current; ; current = await alerts.NextAsync(current.Version, stoppingToken))
            inbox.Post(BoardFact.Alerted.Instance);
    }

    private async Task FollowIncidentsAsync(CancellationToken stoppingToken)
    {
        for (var current = incidents.Current; ; current = await incidents.NextAsync(current.Version, stoppingToken))
            inbox.Post(BoardFact.Alerted.Instance);
    }

    private async Task FollowWorksAsync(CancellationToken stoppingToken)
    {
        for (var current = works.Current; ; current = await works.NextAsync(current.Version, stoppingToken))
            inbox.Post(BoardFact.Alerted.Instance);
    }

    private async Task TickAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            inbox.Post(BoardFact.Tick.Instance);
    }

    private async Task ComposeAsync(CancellationToken stoppingToken)
    {
        while (await inbox.Facts.WaitToReadAsync(stoppingToken))
        {
            while (inbox.Facts.TryRead(out var fact))
                Fold(fact);
            Publish();
        }
    }

    private void Fold(BoardFact fact)
    {
        var now = clock.GetUtcNow();
        // A fact about a new catalog's BPM may overtake the word that there is one, at the start above all.
        if (definitions.Current is var current && current.Version > _running.Version)
            Define(current, now);
        switch (fact)
        {
            case BoardFact.Read(var bpm, var reading):
                Cell(bpm)?.Take(reading, now);
                break;
            case BoardFact.Past past:
                Cell(past.Bpm)?.TakePast(past.Samples, past.Older, now);
                break;
            case BoardFact.Learned(var bpm):
                Cell(bpm)?.Relearn(now);
                break;
            case BoardFact.Changed:
                MarkChanges(now);
                break;
            case BoardFact.Defined or BoardFact.Alerted:
                break;
            default:
                foreach (var cell in _cells.Values)
                    cell.Age(now);
                break;
        }
    }

    /// <summary>Tiles whose BPM did not change keep what they know.</summary>
    private void Define(RunningDefinitions running, DateTimeOffset now)
    {
        var moved = !ReferenceEquals(running.Definitions, _running.Definitions);
        _running = running;
        if (moved)
            _graph = new(running.Definitions.Services);
        bands.NameHolidays(running.Definitions.Calendars);
        var wanted = running.Definitions.Bpms.ToDictionary(bpm => bpm.Id);
        foreach (var gone in _cells.Keys.Where(id => !wanted.ContainsKey(id)).ToList())
            _cells.Remove(gone);
        foreach (var bpm in running.Definitions.Bpms)
            if (Cell(bpm) is { } cell)
                cell.Redefine(bpm);
            else
                _cells[bpm.Id] = new TileCell(bpm, bands, stretches, now);
        MarkChanges(now);
        // A catalog that was refused moves nothing.
        if (moved)
        {
            var bpms = Words.Count(running.Definitions.Bpms.Length, "BPM", "BPMs");
            LogDefined(logger, bpms);
        }
    }

    private void MarkChanges(DateTimeOffset now)
    {
        var told = changes.Current;
        foreach (var cell in _cells.Values)
            cell.Mark(told, _graph, now);
    }

    /// <summary>The cell a fact is for; <see langword="null"/> when the catalog has moved on since.</summary>
    private TileCell? Cell(Bpm bpm) => _cells.TryGetValue(bpm.Id, out var cell) && cell.Bpm.AsksTheSameAs(bpm) ? cell : null;

    private void Publish()
    {
        var now = clock.GetUtcNow();
        var version = _snapshot.Version + 1;
        var tiles = _running.Definitions.Bpms.Select(bpm => _cells[bpm.Id].Read(version)).ToImmutableArray();
        var sameTiles = tiles.AsSpan().SequenceEqual(_snapshot.Tiles.AsSpan(), ReferenceEqualityComparer.Instance as IEqualityComparer<Tile>);
        ImmutableArray<Change> told = [.. changes.Current.Since(now - ChangesShown).Take(MostChanges)];
        var alerted = alerts.Current;
        var counts = new AlertCounts(alerted.Open.Length, alerted.Unacknowledged);
        var services = Judge(tiles, alerted.Open, version, now);
        var open = Open();
        if (sameTiles && counts == _snapshot.Alerts && open == _snapshot.Incidents && services.AsSpan().SequenceEqual(_snapshot.Services.AsSpan(), ReferenceEqualityComparer.Instance as IEqualityComparer<ServiceStatus>) && told.SequenceEqual(_snapshot.Changes) && ReferenceEquals(_running.Definitions, _snapshot.Definitions) && _running.Problems == _snapshot.CatalogProblems
            && !VerdictIsDue(now))
            return;

        var verdict = VerdictRules.Judge(tiles, _snapshot.Verdict, now);
        var next = new BoardSnapshot
        {
            Version = version,
            At = now,
            Definitions = _running.Definitions,
            Verdict = verdict,
            Tiles = tiles,
            Services = services,
            Alerts = counts,
            Incidents = open,
            CatalogProblems = _running.Problems,
            Changes = told,
        };
        if (verdict.Level != _snapshot.Verdict.Level)
            LogVerdict(logger, verdict.Level, verdict.Headline);
        shown.Note(_snapshot, next);
        _snapshot = next;
        feed.Publish(next);
    }

    /// <summary>"For 12 min" in the reasons moves on although nothing else does.</summary>
    private bool VerdictIsDue(DateTimeOffset now) => _snapshot.Verdict.Level != VerdictLevel.AllCalm && now - _snapshot.At >= TimeSpan.FromSeconds(30);

    private ImmutableArray<OpenIncident> Open()
    {
        if (incidents.Current is var current && current.Version != _incidentsSeen)
            (_incidentsSeen, _open) = (current.Version, [.. current.Open.Where(static incident => !incident.IsPrivate).Select(static incident => new OpenIncident(
                incident.Number, incident.Title, (int)incident.Severity, incident.Phase.ToString(), incident.Times.Began,
                incident.Roles.ContainsKey(IncidentRole.Commander), incident.NextUpdateBy, [.. incident.Services]))]);
        return _open;
    }

    private ImmutableArray<ServiceStatus> Judge(ImmutableArray<Tile> tiles, ImmutableArray<AlertGroup> open, long version, DateTimeOffset now)
    {
        var before = _snapshot.Services.ToDictionary(status => status.Service.Id);
        var under = WorkReach.Under(works.Current.Live, _running.Definitions, now);
        return [.. _running.Definitions.Services.Select(service =>
        {
            var seen = ServiceRules.Judge(service, tiles, open);
            var (health, words) = under.TryGetValue(service.Id, out var work) ? WorkReach.Explain(work, seen, now, _running.Definitions.Organisation.Zone) : seen;
            var next = new ServiceStatus(service, health, words, version);
            return before.TryGetValue(service.Id, out var old) && next == old with { Version = version } ? old : next;
        })];
    }
}
