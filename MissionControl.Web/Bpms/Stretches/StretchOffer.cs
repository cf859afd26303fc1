using System.Collections.Immutable;
using MissionControl.Core.Bpms;
using MissionControl.Core.Calendars;
using MissionControl.Core.Incidents;

namespace MissionControl.Web.Bpms.Stretches;

/// <summary>The time of an incident that touched a metric and is still learned from: to be declared in two presses.</summary>
/// <param name="Number">Of the incident.</param>
/// <param name="Says">"Incident 12, Fri 20 Nov 20:00 to 22:00".</param>
/// <param name="From">Since when people were hurt, as far as anybody knows.</param>
/// <param name="To">Until when.</param>
public sealed record StretchOffer(int Number, string Says, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Bands learn from no older time.</summary>
    private static readonly TimeSpan Learned = TimeSpan.FromDays(35);

    private const int Most = 3;

    /// <summary>The newest first. Private ones are left out: what is declared is seen by everybody.</summary>
    /// <param name="incidents">Those in memory.</param>
    /// <param name="bpm">Whose.</param>
    /// <param name="standing">What is declared of it already.</param>
    /// <param name="now">The moment the form is shown.</param>
    /// <param name="zone">Of the organisation.</param>
    public static ImmutableArray<StretchOffer> List(IncidentsSnapshot incidents, Bpm bpm, ImmutableArray<Stretch> standing, DateTimeOffset now, TimeZoneInfo zone) =>
    [
        .. incidents.All.Values.Where(incident => incident is { IsPrivate: false, MergedInto: null, IsOpen: false } && Touched(incident, bpm))
            .Select(incident => Of(incident, now, zone)).OfType<StretchOffer>()
            .Where(offer => offer.From >= now - Learned && offer.To - offer.From <= StretchRules.Longest && !standing.Any(stretch => Holds(stretch, offer)))
            .OrderByDescending(offer => offer.From).Take(Most),
    ];

    private static bool Touched(Incident incident, Bpm bpm) =>
        incident.Evidence.Exists(evidence => evidence.Kind is EvidenceKind.Tile && evidence.Id == bpm.Id) || bpm.Services.Any(incident.Services.Contains);

    private static StretchOffer? Of(Incident incident, DateTimeOffset now, TimeZoneInfo zone)
    {
        var from = incident.Times.Began;
        if ((incident.Times.Mitigated ?? incident.Times.Resolved) is not { } to || to <= from)
            return null;
        return new(incident.Number, $"Incident {incident.Number}, {StretchLine.Span(from, to, now, zone)}", from, to);
    }

    // The form knows no seconds.
    private static bool Holds(Stretch stretch, StretchOffer offer) =>
        stretch.IsException && stretch.From < offer.From.AddMinutes(1) && stretch.To > offer.To.AddMinutes(-1);
}
