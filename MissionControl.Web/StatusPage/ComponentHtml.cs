using System.Globalization;
using System.Text;
using MissionControl.Core.StatusPage;

namespace MissionControl.Web.StatusPage;

/// <summary>A component's row: how it is, and its last 90 days as bars and, behind them, in words.</summary>
internal static class ComponentHtml
{
    private const int Step = 7;
    private const int Width = 5;
    private const int Height = 26;

    public static Markup Row(StatusView view, PublicComponent component)
    {
        var words = view.Words;
        var (tone, shape) = view.IsStale ? ("unseen", 1) : LookOf(component.State);
        var state = view.IsStale ? words.Say("lastSeen", words.Of(component.State)) : StateOf(view, component);
        var html = new Html();
        // Its name leads to a page of its own, whose address an office can keep.
        var name = view.Show.Length == 1 ? Html.Of($"{component.Name}") : Html.Of($"<a href=\"{view.Links.Component(component.Id, words.Language)}\">{component.Name}</a>");
        html.Add($"<div class=\"r\"><div><h3>{name}</h3><span class=\"st {tone}\">").Add(StatusFrame.Shape(shape)).Add($"{state}</span></div>");
        if (component.Description.Length > 0)
            html.Add($"<p class=\"q ds\">{component.Description}</p>");
        var uptime = component.Uptime is { } share ? UptimeOf(share, component, words) : words["noUptime"];
        html.Add($"<details><summary><span class=\"vh\">{words.Say("byDay", component.Name)}: </span>").Add(Bars(component));
        html.Add($"<span class=\"q\"><span aria-hidden=\"true\">{words["daysAgo"]}</span><u>{uptime}</u><span aria-hidden=\"true\">{words["today"]}</span></span></summary>");
        AddDays(html, view, component);
        html.Add($"</details></div>");
        return new(html.ToString());
    }

    private static string StateOf(StatusView view, PublicComponent component)
    {
        var work = component.State == ComponentState.PlannedWork ? view.Model.Ahead.Where(work => work.IsGoingOn(view.Now) && work.Components.Contains(component.Id)).MaxBy(static work => work.To) : null;
        return work is null ? view.Words.Of(component.State) : work.IsLate(view.Now) ? view.Words["stateLonger"] : view.Words.Say("stateUntil", view.Moment(work.To));
    }

    // Of few days it must not claim 90.
    private static string UptimeOf(double share, PublicComponent component, StatusWords words) => (component.Days.Count(static day => day.Worst is not null), component.Days.Length) switch
    {
        var (recorded, all) when recorded == all => words.Say("uptime", words.Percent(share)),
        (1, _) => words.Say("uptimeDay", words.Percent(share)),
        var (recorded, _) => words.Say("uptimeDays", words.Percent(share), recorded),
    };

    /// <summary>The class of the colour, and the shape.</summary>
    public static (string Tone, int Shape) LookOf(ComponentState state) => state switch
    {
        ComponentState.Working => ("calm", 0),
        ComponentState.Watched => ("info", 0),
        ComponentState.PlannedWork => ("info", 2),
        ComponentState.Checking or ComponentState.Unseen => ("unseen", 1),
        ComponentState.Down => ("act", 4),
        _ => ("watch", 3),
    };

    private static void AddDays(Html html, StatusView view, PublicComponent component)
    {
        var words = view.Words;
        var today = StatusWords.Local(view.Now, view.Zone);
        var empty = component.Days.Count(static day => day.Worst is null);
        html.Add($"<p>{(component.OutageMinutes > 0 ? words.Say("outage", words.Minutes(component.OutageMinutes)) : empty == component.Days.Length ? "" : words["noOutage"])} {(empty > 0 ? words.Say("noDataDays", empty) : "")}</p>");
        var named = component.Days.Where(IsNamed).Reverse().ToArray();
        if (named.Length > 0)
        {
            html.Add($"<ul>");
            foreach (var day in named)
            {
                html.Add($"<li>{words.Day(day.Day, today)}: {string.Join(", ", Parts(day, words))}");
                for (var index = 0; index < day.Incidents.Length; index++)
                    html.Add($"{(index > 0 || Parts(day, words).Any() ? ", " : "")}<a href=\"{view.Links.Incident(day.Incidents[index], words.Language)}\">{words.Say("dayIncident", day.Incidents[index])}</a>");
                html.Add($"</li>");
            }

            html.Add($"</ul><p>{words["allWell"]}</p>");
        }

        if (component.Contact.Length > 0)
            html.Add($"<p>{words.Say("askAbout", component.Contact)}</p>");
    }

    private static bool IsNamed(PublicDay day) => day.Outage + day.Degraded + day.Planned > 0 || !day.Incidents.IsEmpty;

    private static IEnumerable<string> Parts(PublicDay day, StatusWords words)
    {
        if (day.Outage > 0)
            yield return words.Say("dayOutage", words.Minutes(day.Outage));
        if (day.Degraded > 0)
            yield return words.Say("dayDegraded", words.Minutes(day.Degraded));
        if (day.Planned > 0)
            yield return words.Say("dayPlanned", words.Minutes(day.Planned));
        if (day.NoData > 0)
            yield return day.Worst is null ? words["noDataRecorded"] : words.Say("noDataFor", words.Minutes(day.NoData));
    }

    /// <summary>A rectangle for each run of days that look alike, trouble over it from below, and the gaps between the days over all.</summary>
    private static Markup Bars(PublicComponent component)
    {
        var days = component.Days;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Math.Max(1, days.Length * Step)} {Height}\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\">");
        AddRuns(svg, days.Length, index => days[index].Worst is null ? "nd" : "ok", static _ => Height);
        AddRuns(svg, days.Length, index => TroubleOf(days[index]).Class, index => TroubleOf(days[index]).Height);
        svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"gap\" width=\"{days.Length * Step}\" height=\"{Height}\"/></svg>");
        return new(svg.ToString());
    }

    private static (string Class, int Height) TroubleOf(PublicDay day) => day switch
    {
        { Worst: ComponentState.Down } => ("bad2", Height),
        { Worst: ComponentState.PartlyDown } => ("bad1", 17),
        { Worst: ComponentState.Degraded } or { Incidents.IsEmpty: false } => ("bad1", 9),
        { Worst: ComponentState.PlannedWork } => ("pl", 9),
        _ => ("", 0),
    };

    private static void AddRuns(StringBuilder svg, int days, Func<int, string> look, Func<int, int> height)
    {
        for (var from = 0; from < days;)
        {
            var to = from + 1;
            while (to < days && look(to) == look(from) && height(to) == height(from))
                to++;
            if (look(from).Length > 0)
                svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"{look(from)}\" x=\"{from * Step}\" y=\"{Height - height(from)}\" width=\"{((to - from - 1) * Step) + Width}\" height=\"{height(from)}\"/>");
            from = to;
        }
    }
}
