using MissionControl.Core.Incidents.Timeline;

namespace MissionControl.Core.Incidents;

public sealed partial record Incident
{
    /// <summary>The first event of a log makes an incident of it.</summary>
    /// <exception cref="ArgumentException">It is not one that declares.</exception>
    public static Incident Begin(LoggedEvent first)
    {
        var declared = first.What switch
        {
            Declared one => one,
            // One log that cannot be read must not hide all others; nobody knows any more whether it was private.
            Unreadable => new($"Incident {first.Incident}, whose beginning cannot be read", Severity.Sev1, [], [], null, null, IsPrivate: true),
            _ => throw new ArgumentException("A log begins with what declares.", nameof(first)),
        };
        return new()
        {
            Number = first.Incident,
            Title = declared.Title,
            Severity = declared.Severity,
            IsPrivate = declared.IsPrivate,
            Members = [first.By],
            People = [first.By],
            Evidence = declared.Evidence.IsDefault ? [] : [.. declared.Evidence],
            Services = declared.Services.IsDefault ? [] : [.. declared.Services],
            Times = new(declared.ImpactBegan, declared.Detected, first.At),
            Timeline = [new(first)],
            Last = first.Number,
            Written = WrittenText.Of(first.What),
            Keys = [first.Key],
        };
    }

    /// <summary>What it is after an event that may happen (<see cref="IncidentRules"/>). Pure.</summary>
    public Incident With(LoggedEvent logged)
    {
        var people = People.Add(logged.By);
        var next = Follow(logged) with { People = logged.What is RoleTaken { Person: { } given } ? people.Add(given) : people, Last = logged.Number, Written = Written + WrittenText.Of(logged.What), Keys = Keys.Add(logged.Key) };
        return logged.What is Corrected or Struck ? next : next.Place(new(logged));
    }

    private Incident Follow(LoggedEvent logged) => logged.What switch
    {
        Corrected corrected => Change(corrected.Entry, entry => entry with { Corrections = entry.Corrections.Add(logged) }),
        Struck struck => Change(struck.Entry, entry => entry with { Struck = struck.IsStruck ? new(logged.By, logged.At) : null }),
        RoleTaken { Person: { } person } taken => this with { Roles = Roles.SetItem(taken.Role, new(person, logged.At)), Members = Members.Add(person) },
        RoleTaken left => this with { Roles = Roles.Remove(left.Role) },
        SeverityMoved moved => this with { Severity = moved.To },
        PhaseMoved moved => To(moved.To, logged.At),
        TaskBegun begun => this with { Tasks = Tasks.Add(new(logged.Number, logged.By, begun.What, logged.At)) },
        TaskEnded ended when Tasks.FindIndex(task => task.Number == ended.Task) is >= 0 and var index =>
            this with { Tasks = Tasks.SetItem(index, Tasks[index] with { EndedAt = logged.At, Result = ended.Result }) },
        StepTicked ticked => this with { Ticks = ticked.IsDone ? Ticks.SetItem(ticked.Step, new(logged.By, logged.At)) : Ticks.Remove(ticked.Step) },
        Renamed renamed => this with { Title = renamed.To },
        TimeSet set => this with { Times = Times.With(set.Moment, set.To) },
        Attached attached => Join(attached.Evidence),
        Observed observed => Join(observed.Evidence),
        Updated updated => To(updated.Phase, logged.At) is var next
            ? next with { NextUpdateBy = updated.NextBy, Times = next.Times with { FirstUpdate = Times.FirstUpdate ?? logged.At }, Updates = Updates.Add(new(logged)) }
            : this,
        Merged merged => this with { MergedInto = merged.Into, NextUpdateBy = null },
        Absorbed absorbed => Take(absorbed),
        Parted parted when MergedInto == parted.Other => this with { MergedInto = null },
        PrivacyMoved moved => this with { IsPrivate = moved.IsPrivate, Members = Members.Add(logged.By) },
        MemberAsked asked => this with { Members = Members.Add(asked.Person) },
        HelpAsked asked => this with { Services = Services.Add(asked.Service) },
        FollowUpAsked asked => this with { FollowUps = FollowUps.Add(new(logged.Number, asked.What, asked.Owner, asked.Due)) },
        FollowUpDone done when FollowUps.FindIndex(one => one.Number == done.FollowUp) is >= 0 and var index =>
            this with { FollowUps = FollowUps.SetItem(index, FollowUps[index] with { IsDone = done.IsDone }) },
        ReviewWritten written => this with { Review = Review.SetItem(written.Part, written.Text) },
        _ => this,
    };

    private Incident To(Phase phase, DateTimeOffset at)
    {
        var times = Times;
        if (phase is Phase.Monitoring or Phase.Resolved)
            times = times with { Mitigated = times.Mitigated ?? at };
        else if (Phase is Phase.Monitoring or Phase.Resolved)
            times = times with { Mitigated = null };
        return this with { Phase = phase, Times = times with { Resolved = phase == Phase.Resolved ? times.Resolved ?? at : null }, NextUpdateBy = phase == Phase.Resolved ? null : NextUpdateBy };
    }

    // Something that is attached already has moved: what it shows now comes last.
    private Incident Join(Evidence evidence) => this with
    {
        Evidence = Evidence.RemoveAll(other => other.Kind == evidence.Kind && other.Id == evidence.Id).Add(evidence),
        Services = evidence.Kind == EvidenceKind.Service ? Services.Add(evidence.Id) : Services,
    };

    // What it has already stays as it is; a log of an older release says nothing of what came.
    private Incident Take(Absorbed absorbed) => absorbed.Evidence.IsDefault ? this : this with
    {
        Evidence = Evidence.AddRange(absorbed.Evidence.Where(evidence => !Evidence.Exists(already => already.Kind == evidence.Kind && already.Id == evidence.Id))),
        Services = Services.Union(absorbed.Services),
    };

    private Incident Change(int number, Func<TimelineEntry, TimelineEntry> change)
    {
        var (index, told) = (Timeline.FindIndex(entry => entry.Number == number), Updates.FindIndex(entry => entry.Number == number));
        return index < 0 ? this : this with
        {
            Timeline = Timeline.SetItem(index, change(Timeline[index])),
            Updates = told < 0 ? Updates : Updates.SetItem(told, change(Updates[told])),
        };
    }

    /// <summary>Where it belongs by its time. Nearly all belong at the end.</summary>
    private Incident Place(TimelineEntry entry)
    {
        if (Timeline.IsEmpty || Timeline[^1].At <= entry.At)
            return this with { Timeline = Timeline.Add(entry) };
        // Behind all that happened at the same time: those have lower numbers.
        var (low, high) = (0, Timeline.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Timeline[middle].At <= entry.At ? (middle + 1, high) : (low, middle);
        }

        return this with { Timeline = Timeline.Insert(low, entry) };
    }
}
