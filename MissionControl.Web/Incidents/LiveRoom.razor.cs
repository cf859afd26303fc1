using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using MissionControl.Core.Alerts;
using MissionControl.Core.Board;
using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Core.People;
using MissionControl.Core.StatusPage;
using MissionControl.Web.Board.Tiles;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Incidents;

/// <summary>The incident room: the same for everybody in it, live.</summary>
public sealed partial class LiveRoom : LiveComponent<LiveRoom.Shown>
{
    private const int First = 100;
    private const int More = 200;
    private static readonly TimeSpan _soon = TimeSpan.FromMinutes(5);
    private readonly Dictionary<string, string> _names = [];
    private ImmutableArray<TileOnGlass> _tiles = [];
    private Incident? _kept;
    private IncidentSight? _sight;
    private (int Last, long Here) _followed;
    private bool _mayAct;
    private string _me = "";
    private string _said = "";
    private bool _saidNo;
    private int _shown = First;
    private EntryKind? _only;
    private int _turn;
    private Guid _key = Guid.NewGuid();
    private int? _ending;
    private ElementReference _result;
    private string _resultText = "";
    private TimelineEvent? _asked;
    private string _reason = "";
    private IDisposable? _stay;
    private ImmutableArray<Incident> _similar = [];
    private object? _similarTo;

    [Parameter, EditorRequired]
    public required int Number { get; set; }

    [Inject]
    public required IncidentFeed Incidents { get; init; }

    [Inject]
    public required AlertFeed Alerts { get; init; }

    [Inject]
    public required RoomDesk Desk { get; init; }

    [Inject]
    public required IActorNames Names { get; init; }

    [Inject]
    public required ILogger<LiveRoom> Logger { get; init; }

    [Inject]
    internal Presence Presence { get; init; } = null!;

    /// <summary>What is done in one that is part of another is done there.</summary>
    private bool MayWork => _mayAct && View.Incident?.MergedInto is null;

    private TimeZoneInfo Zone => View.Board.Definitions.Organisation.Zone;

    protected override async Task OnInitializedAsync()
    {
        (_mayAct, _me, _sight) = (await Desk.MayActAsync(), await Desk.MeAsync(), await Desk.SightAsync());
        try
        {
            // Older than what is in memory, it is kept all the same.
            _kept = await Desk.FindAsync(Number, CancellationToken.None);
            await NameAsync(CancellationToken.None);
        }
        catch (Exception failure) when (failure is System.Data.Common.DbException or InvalidOperationException or IOException)
        {
            Logger.LogUnread(failure);
        }

        Look();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        // Whoever is asked in while they wait at the door is there from then on, and whoever may not stay is not.
        if (View.Incident is not null)
            _stay ??= Presence.Enter(Number, _me);
        else
            Leave();
        base.OnAfterRender(firstRender);
    }

    protected override void Dispose(bool disposing)
    {
        Leave();
        base.Dispose(disposing);
    }

    private void Leave()
    {
        _stay?.Dispose();
        _stay = null;
    }

    protected override async Task NextBesideAsync(CancellationToken cancellationToken)
    {
        // Other incidents move too, and need not make this room look.
        async Task MovedAsync()
        {
            for (var current = Incidents.Current; ; current = await Incidents.NextAsync(current.Version, cancellationToken))
                if (LastIn(current) != _followed.Last)
                    return;
        }

        await await Task.WhenAny(MovedAsync(), Presence.NextAsync(_followed.Here, cancellationToken), Alerts.NextAsync(View.AlertsSeen, cancellationToken));
        // The board may move while names are asked for, and end this: what was followed counts only when it was followed to its end.
        var followed = (LastIn(Incidents.Current), Presence.Current.Version);
        try
        {
            await NameAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is System.Data.Common.DbException or InvalidOperationException or IOException)
        {
            Logger.LogUnread(failure);
        }

        _followed = followed;
    }

    private int LastIn(IncidentsSnapshot incidents) => incidents.Find(Number)?.Last ?? 0;

    protected override Shown Map(BoardSnapshot snapshot, DateTimeOffset now)
    {
        var (incidents, present, alerts) = (Incidents.Current, Presence.Current, Alerts.Current);
        // Asked of the newest each time: it may just have been made private.
        var incident = (incidents.Find(Number) ?? _kept) is { } found && _sight?.Sees(found) is true ? found : null;
        if (incident is null)
            return new(0, alerts.Version, snapshot, now, null);
        var (entries, earlier) = Window(incident, _only);
        if (_similarTo != incident.Evidence)
            (_similarTo, _similar) = (incident.Evidence, [.. IncidentLikeness.Rank(incident, incidents.All.Values.Where(static other => other is { IsPrivate: false, MergedInto: null, Times.Resolved: not null })).Take(3)]);
        _tiles = TileOnGlass.Next(_tiles, [.. IncidentStory.TilesOf(incident, snapshot)], now, snapshot.Definitions.Organisation.Zone);
        return new(incident.Last, alerts.Version, snapshot, now, incident)
        {
            Into = incident.MergedInto is { } into && incidents.Find(into) is { } whole && _sight?.Sees(whole) is true ? whole : null,
            Severity = snapshot.Definitions.Incidents.Of(incident.Severity),
            Here = present.In(Number),
            Entries = entries,
            Earlier = earlier,
            Decisions = [.. incident.Timeline.Where(static entry => entry is { What: Decided, Struck: null })],
            Groups = [.. incident.Evidence.Where(static one => one.Kind == EvidenceKind.Alert).Select(one => (one, Guid.TryParse(one.Id, out var id) ? alerts.Find(id) : null))],
            Services = [.. snapshot.Services.Where(status => incident.Services.Contains(status.Service.Id))],
            Missing = incident.IsOpen ? Suggest(incident, snapshot, alerts) : [],
            Similar = [.. _similar.Where(other => incidents.Find(other.Number) is not { IsPrivate: true })],
            Components = snapshot.Definitions.Components,
            Names = new(NameOf, snapshot.Definitions),
            Internal = [.. snapshot.Definitions.Services.SelectMany(static service => new[] { service.Id }).Concat(snapshot.Definitions.Bpms.Select(static bpm => bpm.Id)), .. _names.Values],
        };
    }

    /// <summary>The newest first, as many as are asked for.</summary>
    private (ImmutableArray<TimelineEntry> Entries, int Earlier) Window(Incident incident, EntryKind? kind)
    {
        var timeline = incident.Timeline;
        var entries = ImmutableArray.CreateBuilder<TimelineEntry>(Math.Min(_shown, timeline.Count));
        var earlier = 0;
        for (var index = timeline.Count - 1; index >= 0; index--)
            if (kind is not null && EntryWords.KindOf(timeline[index].What) != kind)
                continue;
            else if (entries.Count < _shown)
                entries.Add(timeline[index]);
            else if (kind is null)
                return (entries.DrainToImmutable(), index + 1);
            else
                earlier++;
        return (entries.DrainToImmutable(), earlier);
    }

    /// <summary>What is off or fires and is not attached.</summary>
    private static ImmutableArray<Evidence> Suggest(Incident incident, BoardSnapshot board, AlertsSnapshot alerts)
    {
        var draft = IncidentDraft.From(board, alerts, null, null);
        return [.. draft.Evidence.Where(one => one.Kind is EvidenceKind.Tile or EvidenceKind.Alert && !IncidentDraft.SaysTheSame(one, draft.Evidence, alerts) && !incident.Evidence.Exists(already => already.Kind == one.Kind && already.Id == one.Id)).Take(5)];
    }

    private string NameOf(string actor) => actor == "system" ? "Mission Control" : _names.GetValueOrDefault(actor, "Somebody");

    private async Task NameAsync(CancellationToken cancellationToken)
    {
        if ((Incidents.Current.Find(Number) ?? _kept) is not { } incident || _sight?.Sees(incident) is not true)
            return;
        string[] unknown = [.. incident.Timeline.Select(static entry => entry.Logged.By).Concat(incident.Members).Concat(Presence.Current.In(Number)).Append(_me).Distinct().Where(actor => !_names.ContainsKey(actor))];
        if (unknown.Length == 0)
            return;
        var found = await Names.FindAsync(unknown, cancellationToken);
        foreach (var actor in unknown)
            _names[actor] = found.GetValueOrDefault(actor, "Somebody");
    }

    private async Task<bool> SendAsync(TimelineEvent what, DateTimeOffset? at)
    {
        // What could not be saved is sent again under the same key, so that it is there once whatever became of the first.
        var answer = await Desk.DoAsync(Number, what, at, _key, CancellationToken.None);
        if (!answer.IsUnsaved)
            _key = Guid.NewGuid();
        if (Show(answer))
            _turn++;
        return answer.IsDone;
    }

    private async Task<bool> DoAsync(TimelineEvent what)
    {
        var answer = await Desk.DoAsync(Number, what, null, Guid.NewGuid(), CancellationToken.None);
        // Somebody may be in it who was not before.
        if (what is MemberAsked && answer.IsDone)
            await NameAsync(CancellationToken.None);
        return Show(answer);
    }

    private bool Show(IncidentAnswer answer)
    {
        (_saidNo, _said) = (!answer.IsDone, string.Join(' ', answer.Problems.Select(static problem => problem.Words)));
        if (answer.Incident is not null && Incidents.Current.Find(Number) is null)
            _kept = answer.Incident;
        Look();
        StateHasChanged();
        return answer.IsDone;
    }

    private async Task EndTaskAsync(int task)
    {
        if (await DoAsync(new TaskEnded(task, _resultText)))
            (_ending, _resultText) = (null, "");
    }

    private Task HandOverAsync(IncidentRole role, string? to) => string.IsNullOrEmpty(to) || (to != "-" && !View.Here.Contains(to)) ? Task.CompletedTask : DoAsync(new RoleTaken(role, to == "-" ? null : to, _me));

    private async Task AskPhaseAsync(Phase to, Phase before)
    {
        if (before == Phase.Resolved)
            _asked = new PhaseMoved(to, before);
        else
            await DoAsync(new PhaseMoved(to, before));
    }

    private void AskSeverity(string? to, Severity before)
    {
        if (int.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && (Severity)number != before)
            _asked = new SeverityMoved((Severity)number, before, "");
    }

    private async Task SendAskedAsync()
    {
        var what = _asked switch { SeverityMoved moved => moved with { Reason = _reason }, PhaseMoved moved => moved with { Reason = _reason }, var other => other };
        if (what is not null && await DoAsync(what))
            (_asked, _reason) = (null, "");
    }

    private async Task SetTimeAsync(IncidentMoment moment, string? typed, DateTimeOffset? before)
    {
        if (LocalTime.ReadFirst(typed, Zone)?.At is { } at && at != before)
            await DoAsync(new TimeSet(moment, at, before));
    }

    private static string RoleTitle(IncidentRole role) => role.ToString();

    private static string StandOf(Incident incident) => incident.MergedInto is { } into ? $"Part of incident {into}" : incident.Phase.ToString();

    private static string PhaseAct(Phase to, Phase before) => (to, before) switch
    {
        (_, Phase.Resolved) => "Open it again",
        (Phase.Investigating, _) => "Back to looking",
        (Phase.Identified, _) => "Cause found",
        (Phase.Monitoring, _) => "Fix is in, watch",
        _ => "Resolve",
    };

    /// <summary>What is on glass.</summary>
    /// <param name="Seen">The number of the incident's newest event.</param>
    /// <param name="Incident"><see langword="null"/>: none, or not for whoever looks.</param>
    public sealed record Shown(int Seen, long AlertsSeen, BoardSnapshot Board, DateTimeOffset Now, Incident? Incident)
    {
        /// <summary>The one that it is part of, for whoever sees that.</summary>
        public Incident? Into { get; init; }

        public SeverityDefinition? Severity { get; init; }

        /// <summary>Persons by id.</summary>
        public ImmutableArray<string> Here { get; init; } = [];

        /// <summary>The newest first.</summary>
        public ImmutableArray<TimelineEntry> Entries { get; init; } = [];

        public int Earlier { get; init; }

        public ImmutableArray<TimelineEntry> Decisions { get; init; } = [];

        public ImmutableArray<(Evidence Evidence, AlertGroup? Group)> Groups { get; init; } = [];

        public ImmutableArray<ServiceStatus> Services { get; init; } = [];

        /// <summary>What could be attached.</summary>
        public ImmutableArray<Evidence> Missing { get; init; } = [];

        /// <summary>Past ones that were like it.</summary>
        public ImmutableArray<Incident> Similar { get; init; } = [];

        /// <summary>Words that the public must not read.</summary>
        public ImmutableArray<string> Internal { get; init; } = [];

        /// <summary>The lines of the status page.</summary>
        public ImmutableArray<StatusComponent> Components { get; init; } = [];

        public EntryNames Names { get; init; } = new(static actor => actor, Definitions.Empty);
    }
}
