using MissionControl.Core.StatusPage;

namespace MissionControl.Web.StatusPage;

/// <summary>An incident as the public was told of it: on the page while it goes on, at its own address for good.</summary>
internal static class IncidentHtml
{
    public static byte[] Write(StatusView view, PublicIncident incident)
    {
        var html = new Html();
        html.Add($"<p class=\"np\"><a class=\"t\" href=\"{view.Links.Page(view.Words.Language)}\">{view.Words["back"]}</a></p>").Add(StatusFrame.Old(view)).Add(Article(view, incident, "h1", isPage: true));
        return StatusFrame.Write(view, incident.Title, language => view.Links.Incident(incident.Number, language), new(html.ToString()));
    }

    public static byte[] WriteNone(StatusView view)
    {
        var html = new Html().Add($"<p class=\"np\"><a class=\"t\" href=\"{view.Links.Page(view.Words.Language)}\">{view.Words["back"]}</a></p><h1>{view.Words["notFound"]}</h1>").Add(StatusFrame.Old(view));
        return StatusFrame.Write(view, view.Words["notFound"], view.Links.Page, new(html.ToString()));
    }

    /// <param name="heading">The element of its title.</param>
    /// <param name="isPage">It stands alone, so nothing leads to it.</param>
    public static Markup Article(StatusView view, PublicIncident incident, string heading, bool isPage)
    {
        var words = view.Words;
        var html = new Html();
        html.Add($"<article class=\"d\"><{heading}>{incident.Title}</{heading}>");
        var about = view.Whole.Components.Where(component => incident.Components.Contains(component.Id)).Select(static component => component.Name).ToArray();
        if (about.Length > 0)
            html.Add($"<p class=\"q\">{words.Say("about", string.Join(", ", about))}</p>");
        html.Add($"<p class=\"q\">").Add(Times(view, incident));
        if (!isPage)
            html.Add($" <a class=\"np\" href=\"{view.Links.Incident(incident.Number, words.Language)}\">{words["link"]}</a>");
        html.Add($"</p>");
        if (incident is { IsOpen: true, NextBy: { } next })
            html.Add($"<p class=\"next{(incident.IsLate(view.Now) ? " late" : "")}\">").Add(view.Say(incident.IsLate(view.Now) ? "late" : "nextBy", next)).Add($"</p>");
        if (incident.TellUsers.Length > 0)
        {
            var sub = heading == "h1" ? "h2" : "h3";
            html.Add($"<div class=\"u\"><div class=\"tl\"><{sub}>{words["tell"]}</{sub}><button type=\"button\" hidden data-of=\"tell{incident.Number}\" data-copied=\"{words["copied"]}\">{words["copy"]}</button></div><blockquote id=\"tell{incident.Number}\">");
            html.AddText(incident.TellUsers).Add($"</blockquote></div>");
        }

        AddUpdates(html, view, incident);
        return new(html.Add($"</article>").ToString());
    }

    /// <summary>One that is over, in a list.</summary>
    public static Markup Line(StatusView view, PublicIncident incident)
    {
        var html = new Html();
        html.Add($"<div class=\"r\"><h3><a href=\"{view.Links.Incident(incident.Number, view.Words.Language)}\">{incident.Title}</a></h3><p class=\"q\">").Add(Times(view, incident)).Add($"</p>");
        return new(html.AddText(incident.Updates[0].Text).Add($"</div>").ToString());
    }

    private static Markup Times(StatusView view, PublicIncident incident) => incident.Ended is { } ended
        ? StatusView.Fill(view.Words["lasted"], view.Time(incident.Began), view.Time(ended))
        : view.Say("began", incident.Began);

    private static void AddUpdates(Html html, StatusView view, PublicIncident incident)
    {
        var words = view.Words;
        html.Add($"<ol class=\"s\">");
        foreach (var update in incident.Updates)
        {
            html.Add($"<li id=\"u{incident.Number}-{update.Number}\"><strong>{words["phase" + update.Phase]}</strong> <span class=\"q\">").Add(view.Time(update.At)).Add($"</span>").AddText(update.Text);
            if (update.WrittenAt is { } written)
                html.Add($"<p class=\"q\">").Add(view.Say("backDated", written)).Add($"</p>");
            if (update.CorrectedAt is { } corrected)
                html.Add($"<p class=\"q\">").Add(view.Say("corrected", corrected)).Add($"</p>");
            html.Add($"</li>");
        }

        html.Add($"</ol>");
    }
}
