using System.Collections.Immutable;
using MissionControl.Core.Alerts.Inbox;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Alerts.Inbox;

public sealed class InboxStateTests
{
    private static readonly DateTimeOffset Start = A.Moment;

    [Fact]
    public void An_alert_that_fires_opens_a_group_and_its_end_closes_it()
    {
        var state = Fold(Fires("disk", "a", 0), Ends("disk", "a", 0, 10));
        var group = Assert.Single(state.Groups);
        Assert.Equal((Start, Start.AddMinutes(10)), (group.Since, group.EndedAt));
    }

    [Fact]
    public void An_end_that_comes_before_its_beginning_still_ends_it()
    {
        var state = Fold(Ends("disk", "a", 0, 10), Fires("disk", "a", 0));
        Assert.Equal(Start.AddMinutes(10), Assert.Single(state.Groups).EndedAt);
    }

    [Fact]
    public void What_fired_stays_when_it_is_over()
    {
        var fires = Fires("disk", "a", 0);
        var ends = Ends("disk", "a", 0, 10);
        fires = fires with { Signals = [fires.Signals[0] with { Annotations = LabelSet.Of(("summary", "97 % full")) }] };
        foreach (var state in new[] { Fold(fires, ends), Fold(ends, fires) })
            Assert.Equal("97 % full", Assert.Single(state.Cells).Value.Latest.Annotations["summary"]);
    }

    [Fact]
    public void Fired_again_without_an_end_it_is_one_alert_since_the_first_time()
    {
        var state = Fold(Fires("disk", "a", 0), Fires("disk", "a", 30), Ends("disk", "a", 30, 40));
        var cell = Assert.Single(state.Cells).Value;
        Assert.Equal((Start, Start.AddMinutes(40)), (cell.Since, cell.Latest.EndsAt));
        Assert.Equal((Start, Start.AddMinutes(40)), (Assert.Single(state.Groups).Since, Assert.Single(state.Groups).EndedAt));
    }

    [Fact]
    public void Back_within_minutes_it_is_the_same_group_and_later_another()
    {
        var soon = Fold(Fires("disk", "a", 0), Ends("disk", "a", 0, 10), Fires("disk", "a", 14));
        Assert.Null(Assert.Single(soon.Groups).EndedAt);
        var later = Fold(Fires("disk", "a", 0), Ends("disk", "a", 0, 10), Fires("disk", "a", 16));
        Assert.Equal(2, later.Groups.Count());
    }

    [Fact]
    public void A_late_end_parts_what_was_never_one_trouble()
    {
        // The end of the first was told after the second had fired two hours later.
        var state = Fold(Fires("disk", "a", 0), Fires("disk", "b", 120), Ends("disk", "a", 0, 10));
        Assert.Equal([Start.AddMinutes(10), null], state.Groups.OrderBy(group => group.Since).Select(group => group.EndedAt));
    }

    [Fact]
    public void What_people_said_of_two_groups_holds_for_the_one_they_turn_out_to_be()
    {
        var state = Fold(Fires("disk", "a", 0), Ends("disk", "a", 0, 10), Fires("disk", "b", 60));
        var (first, second) = (state.Groups.OrderBy(group => group.Since).First(), state.Groups.OrderBy(group => group.Since).Last());
        state.Say(second, GroupFacts.None with { Acknowledged = new("person:1", Start) });
        state.TakeChange();

        state.Take(Ends("disk", "c", 5, 58));
        var one = Assert.Single(state.Groups);
        Assert.Equal((first.Id, "person:1"), (one.Id, one.Facts.Acknowledged?.By));
        Assert.Equal(second.Id, Assert.Single(state.TakeChange().Gone));
    }

    [Fact]
    public void A_pair_of_senders_is_one_alert()
    {
        var one = Batch(Start, new AlertSignal { Labels = LabelSet.Of(("alertname", "disk"), ("replica", "one")), IsFiring = true, StartsAt = Start });
        var other = Batch(Start, new AlertSignal { Labels = LabelSet.Of(("alertname", "disk"), ("replica", "two")), IsFiring = true, StartsAt = Start.AddSeconds(3) });
        Assert.Single(Fold(one, other).Cells);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void A_stream_in_any_order_repeated_and_cut_by_crashes_gives_the_same_state(int seed)
    {
        var random = new Random(seed);
        var stream = Stream(random);
        var expected = Picture(Fold([.. stream]));
        Assert.Contains("open", expected, StringComparison.Ordinal);
        for (var round = 0; round < 25; round++)
        {
            var shuffled = stream.Concat(stream.Where(_ => random.Next(3) == 0)).ToArray();
            random.Shuffle(shuffled);
            Assert.Equal(expected, Picture(FoldWithCrashes(shuffled, random)));
        }
    }

    /// <summary>Alerts of three kinds on two services that come, are repeated, end, come back, and sometimes are never heard of again.</summary>
    private static List<AlertBatch> Stream(Random random)
    {
        List<AlertBatch> stream = [];
        foreach (var name in new[] { "disk", "slow", "down" })
            foreach (var instance in new[] { "a", "b", "c", "d" })
                for (var minute = random.Next(60); minute < 600; minute += 1 + random.Next(random.Next(2) == 0 ? 8 : 200))
                {
                    var began = minute;
                    stream.Add(Fires(name, instance, began));
                    for (; random.Next(3) == 0; minute += 5)
                        stream.Add(Fires(name, instance, began, minute + 5));
                    minute += 1 + random.Next(40);
                    if (random.Next(5) > 0)
                        stream.Add(Ends(name, instance, began, minute));
                }

        stream.Add(Fires("down", "e", 590));
        return stream;
    }

    private static InboxState Fold(params AlertBatch[] batches)
    {
        var state = new InboxState();
        foreach (var batch in batches)
            state.Take(batch);
        return state;
    }

    /// <summary>Now and then the process dies and begins anew from what was saved; what was not saved is read again from the log of what came in.</summary>
    private static InboxState FoldWithCrashes(AlertBatch[] batches, Random random)
    {
        var (state, disk, saved) = (new InboxState(), new SavedInbox(), 0);
        for (var next = 0; next < batches.Length; next++)
        {
            state.Take(batches[next]);
            if (random.Next(4) == 0)
            {
                disk.Save(state.TakeChange());
                saved = next + 1;
            }

            if (random.Next(12) != 0)
                continue;
            state = disk.Load();
            foreach (var again in batches[saved..(next + 1)])
                state.Take(again);
        }

        return state;
    }

    private static string Picture(InboxState state) => string.Join('\n', state.Groups
        .Select(group => $"{group.Key} {group.Since:HH:mm}-{(group.EndedAt is { } end ? end.ToString("HH:mm", null) : "open")}: "
            + string.Join(", ", group.Members.Values.OrderBy(one => one.StartsAt).ThenBy(one => one.Fingerprint, StringComparer.Ordinal)
                .Select(one => $"{one.Labels["instance"]} {one.StartsAt:HH:mm}-{one.EndsAt:HH:mm} {one.Annotations["summary"]}")))
        .Order(StringComparer.Ordinal));

    private static AlertBatch Fires(string name, string instance, int began, int? said = null) => Batch(
        Start.AddMinutes(said ?? began),
        new AlertSignal { Labels = Labels(name, instance), Annotations = LabelSet.Of(("summary", $"at {said ?? began}")), IsFiring = true, StartsAt = Start.AddMinutes(began) });

    private static AlertBatch Ends(string name, string instance, int began, int ended) => Batch(
        Start.AddMinutes(ended),
        new AlertSignal { Labels = Labels(name, instance), IsFiring = false, StartsAt = Start.AddMinutes(began), EndsAt = Start.AddMinutes(ended) });

    private static LabelSet Labels(string name, string instance) => LabelSet.Of(("alertname", name), ("instance", instance), ("service", "search"));

    private static AlertBatch Batch(DateTimeOffset at, AlertSignal signal) => new("alertmanager", null, at, [signal]);

    /// <summary>What a database would hold.</summary>
    private sealed class SavedInbox
    {
        private readonly Dictionary<Guid, SavedGroup> _groups = [];
        private readonly Dictionary<(string, DateTimeOffset), PlacedOccurrence> _occurrences = [];

        public void Save(InboxChange change)
        {
            foreach (var placed in change.Occurrences)
                _occurrences[(placed.Occurrence.Fingerprint, placed.Occurrence.StartsAt)] = placed;
            foreach (var group in change.Groups)
                _groups[group.Id] = group;
            foreach (var gone in change.Gone)
                _groups.Remove(gone);
        }

        public InboxState Load()
        {
            var state = new InboxState();
            var homes = _occurrences.Values.ToLookup(placed => placed.Group, placed => placed.Occurrence);
            Assert.All(homes, home => Assert.Contains(home.Key, _groups.Keys));
            // Every occurrence of an alert is known before any group is measured.
            state.Remember([.. _groups.Values.Select(group => (group, homes[group.Id].ToImmutableArray()))]);
            return state;
        }
    }
}
