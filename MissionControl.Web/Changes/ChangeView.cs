using System.Collections.Immutable;
using MissionControl.Core.Board;
using MissionControl.Core.Changes;

namespace MissionControl.Web.Changes;

/// <summary>A change in words.</summary>
/// <param name="When">"01:50".</param>
/// <param name="Of">"Deploy · Identity"; of all services "Deploy"; "Planned · Deploy" before its time.</param>
/// <param name="Link">Where to read more.</param>
public sealed record ChangeView(Guid Id, DateTimeOffset At, string When, string WhenFull, string Title, string Of, string? Link)
{
    private static readonly TimeSpan _clocksDiffer = TimeSpan.FromMinutes(1);

    /// <param name="changes">The newest first.</param>
    public static ImmutableArray<ChangeView> List(IEnumerable<Change> changes, Definitions definitions, DateTimeOffset now) =>
        [.. changes.Select(change => From(change, definitions, now))];

    private static ChangeView From(Change change, Definitions definitions, DateTimeOffset now)
    {
        var zone = definitions.Organisation.Zone;
        var service = definitions.Services.FirstOrDefault(known => known.Id == change.Service)?.Name ?? change.Service;
        string?[] of = [change.At > now + _clocksDiffer ? "Planned" : null, ChangeWords.Kind(change.Kind), service, change.By];
        return new(
            change.Id, change.At, Words.Time(change.At, now, zone), Words.FullTime(change.At, zone), change.Title,
            string.Join(" · ", of.OfType<string>()), change.Link);
    }
}
