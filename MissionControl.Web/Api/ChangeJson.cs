using System.Collections.Immutable;
using MissionControl.Core.Changes;
using MissionControl.Web.Api.Documents;

namespace MissionControl.Web.Api;

/// <summary>A change, as it was told.</summary>
/// <param name="Id">What whoever told it calls it, or what we call it.</param>
/// <param name="Kind"><c>deploy</c>, <c>flag</c>, <c>configuration</c> or <c>infrastructure</c>.</param>
/// <param name="RollsBack">The id of the change that this one takes back, where it says which.</param>
/// <param name="Service"><see langword="null"/>: of all.</param>
public sealed record ChangeJson(
    string Id, [property: WordsOf(typeof(ChangeKind))] string Kind, string Title, string? Service, DateTimeOffset At, DateTimeOffset? Until, string? By, string? Link, DateTimeOffset ToldAt,
    string? RollsBack)
{
    public static ChangeJson From(Change change) => new(
        change.Key, change.Kind.ToString().ToLowerInvariant(), change.Title, change.Service, change.At, change.Until, change.By, change.Link, change.ToldAt, change.RollsBack);
}

/// <summary>A page of changes, the newest first.</summary>
/// <param name="Next">The <c>after</c> of the next page; <see langword="null"/> on the last one.</param>
public sealed record ChangesAnswer(ImmutableArray<ChangeJson> Changes, string? Next);

/// <summary>What PagerDuty answers.</summary>
public sealed record PagerDutyAnswer(string Status, string Message);
