using System.Collections.Immutable;
using System.Globalization;

namespace MissionControl.Core.StatusPage.Followers;

/// <summary>What of the public model is news, and to whom. Pure.</summary>
public static class NewsRules
{
    /// <summary>What was told longer ago is told to nobody by mail any more: they have found it out.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>All that may be news in the model, in the order in which it was told.</summary>
    public static ImmutableArray<PublicNews> In(PublicModel model) =>
    [
        .. model.Incidents.SelectMany(incident => incident.Updates.SelectMany(update => Of(incident, update, model.At)))
            .Concat(model.Planned.SelectMany(work => work.Notices.Select(notice => Of(work, notice, model.At))))
            .Where(one => one.Told > model.At - Longest).OrderBy(static one => one.Told).ThenBy(static one => one.News.Update).Select(static one => one.News),
    ];

    /// <summary>What a follower is told next, and up to where there is nothing else to tell.</summary>
    /// <param name="news">All that is kept, the oldest first.</param>
    public static (PublicNews? Next, long Seen) Next(Follower follower, ImmutableArray<PublicNews> news, PublicModel model, DateTimeOffset now)
    {
        var seen = follower.Seen;
        foreach (var one in news)
        {
            if (one.Sequence <= seen)
                continue;
            if (IsFor(follower, one, news, model, now))
                return (one, seen);
            seen = one.Sequence;
        }

        return (null, seen);
    }

    /// <summary>The notice of planned work, as it is public now; <see langword="null"/>: it no longer is, or it is news of something else.</summary>
    public static (PlannedWork Work, PlannedNotice Notice)? FindPlanned(PublicNews news, PublicModel model)
    {
        var work = news.Kind != NewsKind.Planned ? null : model.Planned.FirstOrDefault(work => work.Number.ToString(CultureInfo.InvariantCulture) == news.Subject);
        return work?.Notices.FirstOrDefault(notice => notice.Number == news.Update) is { } notice ? (work, notice) : null;
    }

    /// <summary>The update of an incident, as it is public now; <see langword="null"/>: it no longer is, or it is news of something else.</summary>
    public static (PublicIncident Incident, PublicUpdate Update)? Find(PublicNews news, PublicModel model)
    {
        var incident = news.Kind == NewsKind.Planned ? null : model.Incidents.FirstOrDefault(incident => incident.Number.ToString(CultureInfo.InvariantCulture) == news.Subject);
        return incident?.Updates.FirstOrDefault(update => update.Number == news.Update) is { } update ? (incident, update) : null;
    }

    private static bool IsFor(Follower follower, PublicNews one, ImmutableArray<PublicNews> news, PublicModel model, DateTimeOffset now) =>
        one.PublicAt > now - Longest
        // Confirmed in the future, by a clock that has been put right since: what they had seen then is counted.
        && (follower.ConfirmedAt > now || one.PublicAt > follower.ConfirmedAt)
        && !news.Any(later => later.Sequence > one.Sequence && later.About == one.About)
        && IsAbout(follower, one, news)
        && (Find(one, model) is not null || FindPlanned(one, model) is not null);

    // Whoever heard of it hears of it to its end, also when the last words name fewer parts.
    private static bool IsAbout(Follower follower, PublicNews one, ImmutableArray<PublicNews> news) =>
        follower.Components.IsEmpty
        || news.Any(other => other.Subject == one.Subject && other.Kind == NewsKind.Planned == (one.Kind == NewsKind.Planned) && other.Sequence <= one.Sequence && (other.Components.IsEmpty || other.Components.Any(follower.Components.Contains)));

    private static (PublicNews News, DateTimeOffset Told) Of(PlannedWork work, PlannedNotice notice, DateTimeOffset at)
    {
        var number = work.Number.ToString(CultureInfo.InvariantCulture);
        return (
            new()
            {
                Key = string.Create(CultureInfo.InvariantCulture, $"work {number} {notice.Number}"),
                Kind = NewsKind.Planned,
                Subject = number,
                Update = notice.Number,
                Components = work.Components,
                PublicAt = at,
            },
            notice.At);
    }

    private static IEnumerable<(PublicNews News, DateTimeOffset Told)> Of(PublicIncident incident, PublicUpdate update, DateTimeOffset at)
    {
        var number = incident.Number.ToString(CultureInfo.InvariantCulture);
        var said = new PublicNews
        {
            Key = string.Create(CultureInfo.InvariantCulture, $"incident {number} {update.Number}"),
            Kind = NewsKind.Said,
            Subject = number,
            Update = update.Number,
            Components = incident.Components,
            PublicAt = at,
        };
        yield return (said, update.WrittenAt ?? update.At);
        if (update.CorrectedAt is { } corrected)
            yield return (said with { Key = $"{said.Key} {corrected.UtcTicks.ToString(CultureInfo.InvariantCulture)}", Kind = NewsKind.Corrected }, corrected);
    }
}
