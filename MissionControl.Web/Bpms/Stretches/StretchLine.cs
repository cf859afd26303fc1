using System.Collections.Immutable;
using System.Globalization;
using MissionControl.Core.Calendars;

namespace MissionControl.Web.Bpms.Stretches;

/// <summary>A stretch as the list shows it.</summary>
/// <param name="When">"Sat 21 Nov 01:00 to 02:00".</param>
/// <param name="Standing">"Coming", "Running", "Over", "In force" or "Withdrawn".</param>
/// <param name="Whose">"this metric" or "every metric".</param>
/// <param name="Said">What a person wrote; may be empty.</param>
/// <param name="Work">The number of the planned work it comes from, where it is changed.</param>
/// <param name="Changeable">What of it can be changed here; <see langword="null"/> when nothing can.</param>
public sealed record StretchLine(Guid Id, string Kind, string When, string Standing, string Whose, string Said, bool IsWithdrawn, int? Work, Stretch? Changeable)
{
    private static readonly TimeSpan Listed = TimeSpan.FromDays(35);
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    /// <summary>Coming, running and those of the past five weeks, newest first. What was withdrawn on this page keeps its place, to be undone.</summary>
    public static ImmutableArray<StretchLine> List(ImmutableArray<Stretch> standing, IEnumerable<Stretch> withdrawn, DateTimeOffset now, TimeZoneInfo zone)
    {
        var gone = withdrawn.Where(stretch => standing.All(other => other.Id != stretch.Id)).ToDictionary(stretch => stretch.Id);
        return
        [
            .. standing.Concat(gone.Values).Where(stretch => (stretch.To ?? stretch.From) >= now - Listed)
                .OrderByDescending(stretch => stretch.From).ThenByDescending(stretch => stretch.DeclaredAt)
                .Select(stretch => Of(stretch, gone.ContainsKey(stretch.Id), now, zone)),
        ];
    }

    /// <summary>What the closed panel says of now: "Bank holiday until 00:00", "2 coming", or nothing.</summary>
    public static string Now(ImmutableArray<Stretch> standing, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (standing.LastOrDefault(stretch => stretch.IsException && stretch.Covers(now)) is { To: { } to } running)
            return $"{StretchWords.Title(running.Kind)} until {Moment(to, now, zone)}";
        var coming = standing.Count(stretch => stretch.From > now);
        return coming > 0 ? $"{coming} coming" : "";
    }

    /// <summary>"Sat 21 Nov 01:00 to 02:00"; both days where there are two, and the year where it is another one.</summary>
    public static string Span(Stretch stretch, DateTimeOffset now, TimeZoneInfo zone) =>
        stretch.To is { } to ? Span(stretch.From, to, now, zone) : $"since {Beginning(stretch.From, now, zone)}";

    /// <inheritdoc cref="Span(Stretch, DateTimeOffset, TimeZoneInfo)"/>
    public static string Span(DateTimeOffset from, DateTimeOffset to, DateTimeOffset now, TimeZoneInfo zone)
    {
        var day = Local(from, zone).Date == Local(to, zone).Date ? "" : $"{Words.Day(to, zone)}{Year(to, now, zone)} ";
        return $"{Beginning(from, now, zone)} to {day}{Local(to, zone):HH:mm}";
    }

    private static string Beginning(DateTimeOffset from, DateTimeOffset now, TimeZoneInfo zone) =>
        $"{Words.Day(from, zone)}{Year(from, now, zone)} {Local(from, zone):HH:mm}";

    private static StretchLine Of(Stretch stretch, bool withdrawn, DateTimeOffset now, TimeZoneInfo zone) => new(
        stretch.Id,
        StretchWords.Title(stretch.Kind),
        Span(stretch, now, zone),
        withdrawn ? "Withdrawn" : !stretch.IsException ? "In force" : stretch.From > now ? "Coming" : stretch.Covers(now) ? "Running" : "Over",
        stretch.Bpm is null ? "every metric" : "this metric",
        stretch.Words,
        withdrawn,
        stretch.Work,
        withdrawn || !stretch.IsException || stretch.Work is not null ? null : stretch);

    private static string Moment(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone) =>
        Local(at, zone).Date == Local(now, zone).Date ? Local(at, zone).ToString("HH:mm", Plain) : Local(at, zone).ToString("ddd d MMM HH:mm", Plain);

    private static string Year(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone) =>
        Local(at, zone).Year == Local(now, zone).Year ? "" : Local(at, zone).ToString(" yyyy", Plain);

    private static DateTimeOffset Local(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone);
}
