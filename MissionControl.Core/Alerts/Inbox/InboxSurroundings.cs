using System.Collections.Immutable;
using MissionControl.Core.Alerts.Inhibitions;
using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Alerts.Silences;
using MissionControl.Core.Board;
using MissionControl.Core.Maintenance;

namespace MissionControl.Core.Alerts.Inbox;

/// <summary>What alerts are looked at by: the catalog, the board, the silences, planned work and the time. Not thread-safe: the inbox's own.</summary>
internal sealed class InboxSurroundings(BoardFeed board, SilenceBook silences, WorkFeed works, DefinitionsFeed definitions)
{
    private Definitions _definitions = Definitions.Empty;
    private FrozenOff _off = new([]);
    private ImmutableArray<Silence> _on = [];
    private WorkCover _cover = WorkCover.None;
    private AlertSense _sense = new(Definitions.Empty);
    private Definitions? _groupedBy;
    private Grouping _grouping = Grouping.Usual;
    private DateTimeOffset _agedAt = DateTimeOffset.MinValue;

    public BoardFeed Board { get; } = board;

    public SilenceBook Silences { get; } = silences;

    public WorkFeed Works { get; } = works;

    public InhibitionWatch Inhibitions { get; } = new();

    public CauseRules Causes { get; private set; } = new([]);

    /// <summary>By the catalog that runs now.</summary>
    public Grouping Grouping
    {
        get
        {
            var running = definitions.Current.Definitions;
            if (!ReferenceEquals(running, _groupedBy))
                (_groupedBy, _grouping) = (running, new(running, new(running)));
            return _grouping;
        }
    }

    /// <summary>Until the catalog was read, whatever came of it: what begins must not be grouped by what it does not say.</summary>
    public async Task CatalogAsync(CancellationToken cancellationToken)
    {
        if (definitions.Current.Version == 0)
            await definitions.NextAsync(0, cancellationToken);
    }

    public AlertViewer Viewer(PastGroups past, DateTimeOffset now) => new(_sense, _on, _cover, _off, past, now);

    /// <summary>Takes in what time, catalog, board, silences and planned work have become, and marks what looks another way for it.</summary>
    public void Look(InboxState state, DateTimeOffset now)
    {
        var snapshot = Board.Current;
        var (definitions, off) = (snapshot.Definitions, FrozenOff.Of(snapshot));
        var working = definitions.WorkingHours;
        ImmutableArray<Silence> on = [.. Silences.Current.All.Where(silence => silence.IsOn(now, working))];
        var isDefinedElse = !ReferenceEquals(definitions, _definitions);
        if (isDefinedElse)
        {
            _sense = new(definitions);
            Causes = new(definitions.Services);
            Inhibitions.Define(definitions.Inhibitions);
        }

        var cover = WorkCover.Of(Works.Current, definitions, now);
        var (hurtsElse, isSilencedElse, isCoveredElse) = (off != _off, !on.SequenceEqual(_on), !cover.Works.SequenceEqual(_cover.Works));
        (_definitions, _on, _off, _cover) = (definitions, on, off, cover);
        var isOther = isDefinedElse || isSilencedElse || isCoveredElse;
        if (isSilencedElse)
            NoteSilenced(state, state.Cells.Values.Select(static cell => cell.Latest));
        // Every alert is looked at for what time made of it, which is not to be done with every message that comes in.
        var ages = now - _agedAt >= AlertInbox.Rhythm;
        if (ages)
        {
            GiveUp(state, now);
            _agedAt = now;
        }

        if (isOther)
            foreach (var group in state.Groups)
                group.Seen.Clear();
        if (isOther || hurtsElse || ages)
            foreach (var group in state.Groups)
                if (group.Shown is { } shown && (isOther || (shown.IsOpen && (hurtsElse || HasAged(state, shown, now)))))
                    group.Shown = null;
    }

    /// <summary>A silence has hidden what it catches when that comes in, and what fires already when it begins.</summary>
    public void NoteSilenced(InboxState state, IEnumerable<Occurrence> occurrences)
    {
        foreach (var occurrence in occurrences.Where(static one => one is { Silence: null, EndsAt: null }).ToList())
            if (_on.FirstOrDefault(silence => silence.Catches(occurrence.Labels)) is { } silence)
                state.MarkSilenced(occurrence, silence.Id);
    }

    private static void GiveUp(InboxState state, DateTimeOffset now)
    {
        foreach (var cell in state.Cells.Values.Where(cell => cell.Latest.EndsAt is null && AlertTimes.SilentFrom(cell.Latest) + AlertTimes.GivenUp <= now).ToList())
            state.End(cell, cell.Latest.HoldsUntil ?? cell.Latest.HeardAt);
    }

    private static bool HasAged(InboxState state, AlertGroup shown, DateTimeOffset now) =>
        shown.Held?.Until <= now
        || shown.Alerts.Any(alert => alert.IsOpen && state.Cells.TryGetValue(alert.Fingerprint, out var cell)
            && (alert.State != AlertTimes.StateOf(cell.Latest, isLatest: true, now) || alert.IsFlapping != AlertTimes.IsFlapping(cell, now)));
}
