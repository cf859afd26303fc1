using MissionControl.Core.Wording;

namespace MissionControl.Core.Incidents.Reviews;

/// <summary>What a review says of its figures. Pure.</summary>
public static class ReviewWords
{
    /// <summary>Detecting, acknowledging, mitigating and resolving, each with how long it took or why nobody knows.</summary>
    public static IEnumerable<(string What, string Took)> Took(Incident incident)
    {
        var times = incident.Times;
        yield return ("To detect", Between(times.ImpactBegan, times.Detected, "nobody said when the impact began", "nobody said when it was detected", "Seen {0} before anybody was hurt"));
        yield return ("To declare", Between(times.Detected ?? times.ImpactBegan, times.Declared, "nobody said when it was detected", "", "Declared {0} before it was detected"));
        yield return ("To acknowledge", Between(times.Declared, IncidentReview.AcknowledgedAt(incident), "", "nobody took it up", "Taken up {0} before it was declared"));
        yield return ("To mitigate", Between(times.ImpactBegan, times.Mitigated, "nobody said when the impact began", "it is not mitigated", null));
        yield return ("To resolve", Between(times.Began, times.Resolved, "", "it is not resolved", null));
    }

    /// <summary>"about 190 sign-ins fewer than expected, at least 140; at worst 41.2 % against 62 to 78 % (02:03)".</summary>
    public static string Measured(BpmCourse course, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (course.Measured == 0)
            return "Not known: nothing was seen of it in that time." + (course.Note is { } why ? " " + why : "");
        var impact = Quantity.Impact(course.Bpm, course.Impact?.Estimate, course.Impact?.AtLeast);
        var worst = course.Worst is { Value: { } value, At: var at } point
            ? $"at worst {Quantity.Of(course.Bpm, value).Full}{(Quantity.Expectation(course.Bpm, point.Band) is { Length: > 0 } band ? $" against {band}" : "")} ({Words.Time(at, now, zone)})"
            : "never outside its band on the side that hurts";
        var parts = impact.Length > 0 ? $"{impact}; {worst}" : course.Impact is null ? $"{worst}; it does not say how many people" : worst;
        return char.ToUpperInvariant(parts[0]) + parts[1..] + "." + (course.Note is { } note ? " " + note : "");
    }

    /// <summary>"02:00, 4 min after the first alert and 2 min before the declaration."</summary>
    public static string Moved(BpmCourse course, IncidentReview review, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (course.MovedAt is not { } at)
            return "It did not leave its band.";
        var alert = review.FirstAlert is { } first ? Against(at, first, "the first alert") : "no alert belongs to it";
        var when = course.WasOffBefore ? $"off already at {Words.Time(at, now, zone)}, when we began to look" : Words.Time(at, now, zone);
        var only = course.WasOnlyWatched ? " (watched, not off)" : "";
        return $"{when}{only}: {alert}, {Against(at, review.Incident.Times.Declared, "the declaration")}.";
    }

    /// <summary>Whether a BPM showed it, by what was shown: a person answers it (<see cref="BpmQuestion"/>).</summary>
    public static string WasThere(IncidentReview review)
    {
        if (review.Showed.FirstOrDefault() is { } first)
        {
            var before = first.MovedAt!.Value <= review.Incident.Times.Declared;
            return $"Yes: {first.Bpm.Name} moved first, {(before ? "before it was declared" : "but only after it was declared")}.{(review.FirstAlert is { } alert && first.MovedAt - alert >= TimeSpan.FromMinutes(1) ? " An alert was quicker." : "")}";
        }

        if (review.Moved.FirstOrDefault(static course => course.WasOnlyWatched) is { } watched)
            return $"In part: {watched.Bpm.Name} left its band, and was back or it was over before it was shown as off. A shorter patience would show it sooner.";
        if (review.Moved.FirstOrDefault() is { } earlier)
            return $"Hardly: {earlier.Bpm.Name} was off already before it began, so it could not show it.";
        return review.Courses.Length == 0
            ? "No: no BPM speaks for what was affected."
            : $"No: {Words.Count(review.Courses.Length, "BPM speaks", "BPMs speak")} for what was affected, and none was off.";
    }

    public static string Of(Promise promise) => promise.Kind switch
    {
        PromiseKind.None => "no time was promised",
        PromiseKind.Kept => "the promised time was kept",
        PromiseKind.Over => "it was over before the promised time",
        PromiseKind.Late => $"the next one came {Words.Duration(promise.Late)} late",
        PromiseKind.Broken => $"nothing came: {Words.Duration(promise.Late)} too late",
        _ => "the promised time has not come",
    };

    private static string Between(DateTimeOffset? from, DateTimeOffset? to, string noFrom, string noTo, string? before) => (from, to) switch
    {
        (null, _) => $"Not known: {noFrom}",
        (_, null) => $"Not known: {noTo}",
        ({ } begin, { } end) when end < begin => before is null ? "Not known: the times contradict each other" : string.Format(System.Globalization.CultureInfo.InvariantCulture, before, Words.Duration(begin - end)),
        ({ } begin, { } end) => Words.Duration(end - begin),
    };

    private static string Against(DateTimeOffset at, DateTimeOffset other, string what) =>
        (at - other).Duration() < TimeSpan.FromMinutes(1) ? $"together with {what}"
        : at < other ? $"{Words.Duration(other - at)} before {what}"
        : $"{Words.Duration(at - other)} after {what}";
}
