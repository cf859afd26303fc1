using System.Collections.Immutable;
using System.Runtime.InteropServices;
using MissionControl.Core.Alerts.Signals;

namespace MissionControl.Core.Alerts.Inbox;

/// <summary>
/// All alerts and groups as signals make them, in memory: a fold that gives the same state for the same signals in any order, said once or
/// often. Knows no clock and no disk. Not thread-safe: the inbox's own.
/// </summary>
internal sealed class InboxState
{
    private readonly Dictionary<string, AlertCell> _cells = [];
    private readonly Dictionary<string, List<GroupCell>> _groups = [];
    private readonly HashSet<GroupCell> _moved = [];
    private readonly HashSet<Guid> _gone = [];
    private readonly Dictionary<(string, DateTimeOffset), Occurrence> _unsaved = [];

    // Where an occurrence was put it stays, also when the catalog groups by other labels from then on.
    private readonly Dictionary<(string, DateTimeOffset), string> _keys = [];

    /// <summary>For what begins from now on.</summary>
    public Grouping Grouping { get; set; } = Grouping.Usual;

    public IReadOnlyDictionary<string, AlertCell> Cells => _cells;

    public IEnumerable<GroupCell> Groups => _groups.Values.SelectMany(static groups => groups);

    public GroupCell? Find(Guid group) => Groups.FirstOrDefault(cell => cell.Id == group);

    public void Take(AlertBatch batch)
    {
        foreach (var signal in batch.Signals)
        {
            var fingerprint = AlertKey.FingerprintOf(signal.Labels);
            var cell = CellOf(fingerprint);
            if (cell.Take(signal, batch) is not { } occurrence)
                continue;
            _unsaved[(fingerprint, occurrence.StartsAt)] = occurrence;
            Place(cell, occurrence);
        }
    }

    /// <summary>Ends an alert that nobody ends.</summary>
    public void End(AlertCell cell, DateTimeOffset at)
    {
        var ended = cell.End(at);
        _unsaved[(cell.Fingerprint, ended.StartsAt)] = ended;
        Place(cell, ended);
    }

    public void Say(GroupCell group, GroupFacts facts)
    {
        group.Facts = facts;
        Move(group);
    }

    /// <summary>It looks another way now, for a reason that is not the inbox's.</summary>
    public void Move(GroupCell group)
    {
        group.Shown = null;
        _moved.Add(group);
    }

    /// <summary>Takes up what was saved, each group with its occurrences.</summary>
    public void Remember(IReadOnlyCollection<(SavedGroup Group, ImmutableArray<Occurrence> Occurrences)> saved)
    {
        List<GroupCell> remembered = [];
        foreach (var (group, occurrences) in saved.Where(static one => one.Occurrences.Length > 0))
        {
            var cell = new GroupCell(group.Id, group.Key, group.Name) { Facts = group.Facts };
            foreach (var occurrence in occurrences)
            {
                CellOf(occurrence.Fingerprint).Remember(occurrence);
                cell.Put(occurrence);
                _keys[(occurrence.Fingerprint, occurrence.StartsAt)] = group.Key;
            }

            GroupsOf(group.Key).Add(cell);
            remembered.Add(cell);
        }

        // When one of an alert's occurrences ended may be known from the next, in whatever group that is.
        remembered.ForEach(Measure);
    }

    /// <summary>What is not saved yet; it counts as saved from then on.</summary>
    public InboxChange TakeChange()
    {
        var places = _unsaved.Count == 0 ? [] : _unsaved.Values.Select(occurrence => (occurrence, GroupOf(occurrence)!.Id)).ToList();
        var change = new InboxChange([.. places.Select(static place => new PlacedOccurrence(place.occurrence, place.Id))], [.. _moved.Select(Saved)], [.. _gone]);
        _unsaved.Clear();
        _moved.Clear();
        _gone.Clear();
        return change;
    }

    /// <summary>What could not be saved is to be saved again.</summary>
    public void PutBack(InboxChange change)
    {
        foreach (var (occurrence, _) in change.Occurrences)
            _unsaved.TryAdd((occurrence.Fingerprint, occurrence.StartsAt), occurrence);
        foreach (var saved in change.Groups)
            if (Find(saved.Id) is { } group)
                _moved.Add(group);
        _gone.UnionWith(change.Gone);
    }

    public IReadOnlyCollection<Occurrence> Unsaved => _unsaved.Values;

    /// <summary>Notes which silence kept an occurrence quiet.</summary>
    public void MarkSilenced(Occurrence occurrence, Guid silence)
    {
        var (place, marked) = ((occurrence.Fingerprint, occurrence.StartsAt), occurrence with { Silence = silence });
        CellOf(occurrence.Fingerprint).Remember(marked);
        GroupOf(occurrence)!.Put(marked);
        _unsaved[place] = marked;
    }

    /// <summary>Lets go of groups that were over by then.</summary>
    public void Forget(DateTimeOffset before)
    {
        foreach (var (key, groups) in _groups)
        {
            foreach (var gone in groups.Where(group => group.EndedAt < before && !_moved.Contains(group)).ToList())
            {
                groups.Remove(gone);
                foreach (var place in gone.Members.Keys)
                    _keys.Remove(place);
            }

            if (groups.Count == 0)
                _groups.Remove(key);
        }

        var inGroups = Groups.SelectMany(static group => group.Members.Keys).Select(static place => place.Fingerprint).ToHashSet();
        foreach (var (fingerprint, cell) in _cells)
            if (inGroups.Contains(fingerprint))
                cell.Forget(before);
            else
                _cells.Remove(fingerprint);
    }

    private static SavedGroup Saved(GroupCell group) => new(group.Id, group.Key, group.Name, group.Since, group.EndedAt, group.Facts);

    private GroupCell? GroupOf(Occurrence occurrence) =>
        GroupsOf(KeyOf(occurrence)).Find(group => group.Members.ContainsKey((occurrence.Fingerprint, occurrence.StartsAt)));

    private string KeyOf(Occurrence occurrence)
    {
        ref var key = ref CollectionsMarshal.GetValueRefOrAddDefault(_keys, (occurrence.Fingerprint, occurrence.StartsAt), out _);
        return key ??= Grouping.KeyOf(occurrence.Labels, occurrence.Intake);
    }

    private AlertCell CellOf(string fingerprint)
    {
        ref var cell = ref CollectionsMarshal.GetValueRefOrAddDefault(_cells, fingerprint, out _);
        return cell ??= new(fingerprint);
    }

    private List<GroupCell> GroupsOf(string key)
    {
        ref var groups = ref CollectionsMarshal.GetValueRefOrAddDefault(_groups, key, out _);
        return groups ??= [];
    }

    /// <summary>Nearly every occurrence opens a group, joins the open one, moves on in it or ends in it; for what is left all groups of the key are made anew.</summary>
    private void Place(AlertCell cell, Occurrence occurrence)
    {
        var key = KeyOf(occurrence);
        var groups = GroupsOf(key);
        if (cell.Latest != occurrence || !TryPlace(cell, occurrence, key, groups))
            Regroup(key, groups, occurrence);
        if (cell.Occurrences.Count > 1)
            EndElsewhere(cell, key);
    }

    /// <summary>That the next began may have ended one which was grouped by other labels then.</summary>
    private void EndElsewhere(AlertCell cell, string key)
    {
        foreach (var one in cell.Occurrences.Where(one => KeyOf(one) != key))
            if (GroupOf(one) is { } group && EndOf(group) != group.EndedAt)
            {
                Measure(group);
                Move(group);
            }
    }

    private bool TryPlace(AlertCell cell, Occurrence occurrence, string key, List<GroupCell> groups)
    {
        var place = (occurrence.Fingerprint, occurrence.StartsAt);
        var group = groups.Find(group => group.Members.ContainsKey(place));
        if (group is null && cell.Occurrences.Count > 1 && cell.Occurrences[^2].EndsAt is null)
            return false;
        if (group is null && (groups.Count == 0 || groups.TrueForAll(known => known.EndedAt is { } end && end + GroupCell.Settle < occurrence.StartsAt)))
            groups.Add(group = New(key, occurrence));
        group ??= groups.Find(known => occurrence.StartsAt >= known.Since && (known.EndedAt is not { } end || occurrence.StartsAt <= end + GroupCell.Settle));
        // An end before something else in the group began may part the group in two.
        if (group is null || occurrence.EndsAt is { } over && over + GroupCell.Settle < group.LatestStart)
            return false;
        // Nor may it bridge to a later group.
        if (groups.Exists(later => later.Since > group.Since) && (occurrence.EndsAt is not { } last || groups.Exists(later => later.Since > group.Since && later.Since <= last + GroupCell.Settle)))
            return false;

        group.Put(occurrence);
        group.Since = Min(group.Since, occurrence.StartsAt);
        group.LatestStart = Max(group.LatestStart, occurrence.StartsAt);
        if (occurrence.EndsAt is null)
            group.EndedAt = null;
        else
            group.EndedAt = EndOf(group);
        Move(group);
        return true;
    }

    private void Regroup(string key, List<GroupCell> groups, Occurrence newest)
    {
        var all = groups.SelectMany(static group => group.Members).ToDictionary(static member => member.Key, static member => member.Value);
        foreach (var one in _cells[newest.Fingerprint].Occurrences.Where(one => KeyOf(one) == key))
            all[(one.Fingerprint, one.StartsAt)] = one;
        var homes = groups.SelectMany(static group => group.Members.Keys.Select(place => (place, group))).ToDictionary(static pair => pair.place, static pair => pair.group);
        List<GroupCell> next = [];
        foreach (var cluster in Clusters(all.Values))
        {
            var before = cluster.Select(one => homes.GetValueOrDefault((one.Fingerprint, one.StartsAt))).OfType<GroupCell>().Distinct()
                .Where(group => !next.Contains(group)).OrderBy(static group => group.Id).ToList();
            var group = before.Count > 0 ? before[0] : New(key, cluster[0]);
            // Of groups that turn out to be one the eldest stays.
            foreach (var other in before.Skip(1))
                group.Facts = group.Facts.And(other.Facts);
            group.PutOnly(cluster);
            next.Add(group);
        }

        foreach (var gone in groups.Where(group => !next.Contains(group)))
        {
            _gone.Add(gone.Id);
            _moved.Remove(gone);
        }

        groups.Clear();
        groups.AddRange(next);
        foreach (var group in next)
        {
            Measure(group);
            Move(group);
            foreach (var (place, occurrence) in group.Members)
                if (!homes.TryGetValue(place, out var home) || home != group)
                    _unsaved[place] = occurrence;
        }
    }

    private List<List<Occurrence>> Clusters(IEnumerable<Occurrence> occurrences)
    {
        List<List<Occurrence>> clusters = [];
        var end = DateTimeOffset.MinValue;
        foreach (var one in occurrences.OrderBy(static one => one.StartsAt).ThenBy(static one => one.Fingerprint, StringComparer.Ordinal))
        {
            if (clusters.Count == 0 || one.StartsAt > end)
                clusters.Add([]);
            clusters[^1].Add(one);
            var until = EndOf(one) is { } over ? over + GroupCell.Settle : DateTimeOffset.MaxValue;
            end = clusters[^1].Count == 1 ? until : Max(end, until);
        }

        return clusters;
    }

    private void Measure(GroupCell group)
    {
        group.Since = group.Members.Values.Min(static one => one.StartsAt);
        group.LatestStart = group.Members.Values.Max(static one => one.StartsAt);
        group.EndedAt = EndOf(group);
    }

    /// <summary><see langword="null"/> while one is open. Whatever an alert did before was over when it began again.</summary>
    private DateTimeOffset? EndOf(GroupCell group)
    {
        var latest = DateTimeOffset.MinValue;
        foreach (var member in group.Latest)
            if (EndOf(member) is { } end)
                latest = Max(latest, end);
            else
                return null;
        return latest;
    }

    private DateTimeOffset? EndOf(Occurrence occurrence)
    {
        var cell = _cells[occurrence.Fingerprint];
        for (var index = cell.Occurrences.Count - 1; index >= 0; index--)
            if (cell.Occurrences[index].StartsAt == occurrence.StartsAt)
                return cell.EndOf(index);
        // The cell let go of it since it was over long ago.
        return occurrence.EndsAt ?? cell.Occurrences[0].StartsAt;
    }

    private static GroupCell New(string key, Occurrence first) => new(Guid.CreateVersion7(first.FirstHeardAt), key, AlertKey.NameOf(first.Labels));

    private static DateTimeOffset Min(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
