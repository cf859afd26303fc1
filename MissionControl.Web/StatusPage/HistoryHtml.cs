using System.Globalization;
using MissionControl.Core.StatusPage;

namespace MissionControl.Web.StatusPage;

/// <summary>Past incidents by month, and the months in numbers.</summary>
internal static class HistoryHtml
{
    private const int MostMonths = 13;
    private const int MonthsInNumbers = 6;

    /// <summary>Within the page.</summary>
    public static string Anchor(DateOnly month) => month.ToString("'m'yyyy-MM", CultureInfo.InvariantCulture);

    public static byte[] Write(StatusView view)
    {
        var words = view.Words;
        var html = new Html();
        html.Add($"<p class=\"np\"><a class=\"t\" href=\"{view.Links.Page(words.Language)}\">{words["back"]}</a></p><h1>{words["history"]}</h1>").Add(StatusFrame.Old(view));
        var today = StatusWords.Local(view.Now, view.Zone);
        var newest = new DateOnly(today.Year, today.Month, 1);
        var months = Lines(view).GroupBy(line => MonthOf(line.At, view)).ToDictionary(static month => month.Key);
        // Before anything was recorded nobody knows that there was nothing.
        var known = view.Model.At == default ? DateOnly.MaxValue : view.Whole.Components.SelectMany(static component => component.Months).Select(static month => month.First).Concat(months.Keys).DefaultIfEmpty(newest).Min();
        var oldest = months.Keys.Append(newest.AddMonths(-2)).Min();
        for (var (month, count) = (newest, 0); month >= oldest && count < MostMonths; (month, count) = (month.AddMonths(-1), count + 1))
        {
            html.Add($"<section class=\"d\" id=\"{Anchor(month)}\"><h2>{words.Month(month)}</h2>");
            var lines = months.TryGetValue(month, out var found) ? found.OrderByDescending(static line => line.At).ToArray() : [];
            if (!lines.Any(static line => line.IsIncident))
                html.Add($"<p class=\"m\">{words[month < known ? "notYet" : "noIncidents"]}</p>");
            foreach (var line in lines)
                html.Add(line.Html);
            html.Add($"</section>");
        }

        AddMonths(html, view);
        return StatusFrame.Write(view, words["history"], view.Links.History, new(html.ToString()));
    }

    /// <summary>Incidents, and planned work that has begun or is over.</summary>
    private static IEnumerable<(DateTimeOffset At, bool IsIncident, Markup Html)> Lines(StatusView view) =>
        view.Model.Incidents.Select(incident => (incident.Began, true, IncidentHtml.Line(view, incident)))
            .Concat(view.Model.Planned.Where(work => work.IsOver || work.From <= view.Now).Select(work => (work.IsCancelled ? work.Ended!.Value : work.From, false, PlannedHtml.NamedLine(view, work))));

    private static DateOnly MonthOf(DateTimeOffset at, StatusView view) => StatusWords.Local(at, view.Zone) is var day ? new(day.Year, day.Month, 1) : default;

    private static void AddMonths(Html html, StatusView view)
    {
        var words = view.Words;
        DateOnly[] months = [.. view.Model.Components.SelectMany(static component => component.Months).Select(static month => month.First).Distinct().OrderDescending().Take(MonthsInNumbers)];
        if (months.Length == 0)
            return;
        html.Add($"<section class=\"d\"><h2 id=\"months\">{words["uptimeMonths"]}</h2><section class=\"o\" tabindex=\"0\" aria-labelledby=\"months\"><table><thead><tr><th scope=\"col\">{words["part"]}</th>");
        foreach (var month in months)
            html.Add($"<th scope=\"col\">{words.Month(month)}</th>");
        html.Add($"</tr></thead><tbody>");
        foreach (var component in view.Model.Components)
        {
            html.Add($"<tr><th scope=\"row\">{component.Name}</th>");
            foreach (var month in months)
            {
                var found = component.Months.FirstOrDefault(one => one.First == month);
                html.Add($"<td>{(found?.Uptime is { } share ? words.Percent(share) + " %" : words["noDataRecorded"])}");
                if (found?.OutageMinutes > 0)
                    html.Add($"<br><span class=\"q\">{words.Say("dayOutage", words.Minutes(found.OutageMinutes))}</span>");
                html.Add($"</td>");
            }

            html.Add($"</tr>");
        }

        html.Add($"</tbody></table></section><p class=\"q\">{words["rule"]}</p></section>");
    }
}
