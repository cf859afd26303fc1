using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MissionControl.Core.Alerts;

namespace MissionControl.Web.Api.Alerts.Groups;

/// <summary>A page of groups of alerts.</summary>
/// <param name="Groups">Open ones: those that hurt first, then the most urgent, then the newest. Ended ones: the last that ended first.</param>
/// <param name="Next">The <c>after</c> of the next page; <see langword="null"/> on the last one.</param>
/// <param name="At">When they stood like this.</param>
internal sealed record AlertGroupsAnswer(ImmutableArray<AlertGroupAnswer> Groups, string? Next, DateTimeOffset At);

/// <summary>Alerts of one kind on one thing, from the first that fires to the last that ends.</summary>
/// <param name="Key">What its alerts have in common: another time the same trouble has the same key.</param>
/// <param name="State">Unheard: it fired, and nobody has spoken of it for too long.</param>
/// <param name="EndedAt"><see langword="null"/> while it is open.</param>
/// <param name="Services">Ids of the services it touches.</param>
/// <param name="Bpms">Ids of the BPMs it touches.</param>
/// <param name="Hurting">Ids of those BPMs, and of its services', that are Off now.</param>
/// <param name="Quiet">Each of its open alerts is silenced or follows from another.</param>
/// <param name="Work">The planned work that explains it: nobody is told before its announced end.</param>
/// <param name="ExplainedBy">The id of the group that most likely is the cause.</param>
/// <param name="Lately">How often the same trouble came in the 30 days before.</param>
/// <param name="Outcome">What it turned out to be, once somebody said so: Mended, CameBack, CouldWait, Expected, WrongLimit or Useless.</param>
/// <param name="Count">How many alerts it has.</param>
/// <param name="Open">How many of them are not over.</param>
/// <param name="Alerts">Open ones first; left out in lists.</param>
internal sealed record AlertGroupAnswer(
    string Id,
    string Name,
    string Key,
    Urgency Urgency,
    AlertState State,
    DateTimeOffset Since,
    DateTimeOffset? EndedAt,
    ImmutableArray<string> Services,
    ImmutableArray<string> Bpms,
    ImmutableArray<string> Hurting,
    AlertAcknowledgedAnswer? Acknowledged,
    AlertHeldAnswer? Held,
    bool Quiet,
    AlertWorkAnswer? Work,
    string? ExplainedBy,
    int Lately,
    string? Outcome,
    int Count,
    int Open,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<AlertAnswer>? Alerts)
{
    public static AlertGroupAnswer From(AlertGroup group) => new(
        group.Id.ToString(),
        group.Name,
        group.Key,
        group.Urgency,
        group.State,
        group.Since,
        group.EndedAt,
        group.Services,
        group.Bpms,
        group.Hurting,
        group.Acknowledged is { } by ? new(by.By, by.At) : null,
        group.Held is { } held ? new(held.Until) : null,
        group.IsQuiet,
        group.Work is { } work ? new(work.Number, work.Title, work.Until) : null,
        group.ExplainedBy?.ToString(),
        group.Lately,
        group.Outcome?.ToString(),
        group.Alerts.Length,
        group.Alerts.Count(static alert => alert.IsOpen),
        null);

    /// <summary>With its alerts.</summary>
    public static AlertGroupAnswer Whole(AlertGroup group) => From(group) with { Alerts = [.. group.Alerts.Select(AlertAnswer.From)] };
}

/// <summary>Somebody looks after it.</summary>
/// <param name="By">person:ID or token:ID, as in the audit.</param>
internal sealed record AlertAcknowledgedAnswer(string By, DateTimeOffset At);

/// <summary>It waits until working hours: nobody is told before.</summary>
internal sealed record AlertHeldAnswer(DateTimeOffset Until);

/// <summary>Planned work that explains a group of alerts.</summary>
/// <param name="Number">Its own, as in /planned/NUMBER.</param>
/// <param name="Until">Its announced end.</param>
internal sealed record AlertWorkAnswer(int Number, string Title, DateTimeOffset Until);
