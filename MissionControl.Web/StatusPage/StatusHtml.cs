using MissionControl.Core.StatusPage;
using MissionControl.Web.StatusPage.Followers;

namespace MissionControl.Web.StatusPage;

/// <summary>The status page itself.</summary>
internal static class StatusHtml
{
    private const int LongestTitle = 66;
    private static readonly TimeSpan Recent = TimeSpan.FromDays(3);

    public static byte[] Write(StatusView view)
    {
        var headline = Headline.Of(view.Model, view.Now, view.Words);
        var html = new Html();
        AddVerdict(html, view, headline);
        foreach (var incident in view.Model.Open)
            html.Add(IncidentHtml.Article(view, incident, "h2", isPage: false));
        AddComponents(html, view);
        AddRecent(html, view);
        AddPlannedAndContact(html, view);
        AddFollowing(html, view);
        AddEarlier(html, view);
        return StatusFrame.Write(view, Title(view, headline), language => Address(view, language), new(html.ToString()));
    }

    private static string Address(StatusView view, string language)
    {
        if (view.Show.IsEmpty)
            return view.Links.Page(language);
        return view.Links.IsFiles || view.Show.Length == 1
            ? view.Links.Component(view.Show[0], language)
            : $"{view.Links.Root}?show={string.Join(',', view.Show)}{(language == StatusWords.Usual.Language ? "" : "&lang=" + language)}";
    }

    /// <summary>What fits into a tab: the sentence, else the worst in a word.</summary>
    private static string Title(StatusView view, string headline) =>
        headline.Length + view.Name.Length <= LongestTitle || view.Model.Components.IsEmpty ? headline : view.Words.Of(view.Model.Components.Max(static component => component.State));

    private static void AddVerdict(Html html, StatusView view, string headline)
    {
        var (words, model) = (view.Words, view.Model);
        var isUtc = view.Zone.Id is "UTC" or "Etc/UTC";
        var at = Html.Of($"<time id=\"at\" datetime=\"{Core.Wording.Words.Machine(model.At)}\">{words.Full(model.At, view.Now, view.Zone)}</time>");
        html.Add($"<section class=\"v {Class(Headline.ToneOf(model, view.Now))}\"><h1>{headline}</h1>");
        if (model.At == default)
        {
            html.Add($"</section>");
            return;
        }

        if (view.IsStale)
            html.Add($"<p>").Add(view.Say("staleNotice", model.At)).Add($"</p>");
        html.Add($"<p class=\"m\">").Add(StatusView.Fill(words[isUtc ? "asOfUtc" : "asOf"], at, Html.Of($"{Core.Wording.Words.Zone(view.Zone)}")));
        html.Add($" <span id=\"age\" hidden data-words=\"{words["ago"]}\"></span> <span class=\"np\">{words["reload"]}</span></p>");
        if (!view.Show.IsEmpty)
            html.Add($"<p class=\"m np\">{words.Say("shown", model.Components.Length, view.Whole.Components.Length)} <a href=\"{view.Links.Page(words.Language)}\">{words["showAll"]}</a></p>");
        html.Add($"</section>");
    }

    private static void AddComponents(Html html, StatusView view)
    {
        foreach (var group in view.Model.Components.GroupBy(static component => component.Group))
        {
            html.Add($"<section class=\"d\"><h2>{(group.Key.Length > 0 ? group.Key : view.Words["components"])}</h2>");
            foreach (var component in group)
                html.Add(ComponentHtml.Row(view, component));
            html.Add($"</section>");
        }
    }

    private static void AddRecent(Html html, StatusView view)
    {
        var recent = view.Model.Incidents.Where(incident => incident.Ended is { } ended && view.Now - ended < Recent).ToArray();
        if (recent.Length == 0)
            return;
        html.Add($"<section class=\"d\"><h2>{view.Words["recent"]}</h2>");
        foreach (var incident in recent)
            html.Add(IncidentHtml.Line(view, incident));
        html.Add($"</section>");
    }

    private static void AddPlannedAndContact(Html html, StatusView view)
    {
        var (words, model) = (view.Words, view.Model);
        html.Add($"<div class=\"two\"><section class=\"d\"><h2>{words["plannedTitle"]}</h2>");
        foreach (var work in model.Ahead)
            html.Add(PlannedHtml.Line(view, work));
        if (!model.Ahead.Any())
            html.Add($"<p class=\"m\">{words[model.At == default ? "notYet" : "noPlanned"]}</p>");
        html.Add($"</section><section class=\"d\"><h2>{words["contactTitle"]}</h2>").AddText(model.Page.Contact.Length > 0 ? model.Page.Contact : words["noContact"]);
        html.AddText(model.Page.Intro).Add($"</section></div>");
    }

    private static void AddFollowing(Html html, StatusView view)
    {
        var (words, links) = (view.Words, view.Links);
        html.Add($"<section class=\"d np\" id=\"follow\"><h2>{words["followTitle"]}</h2><p>{words["feedHow"]}</p><p><a class=\"t\" href=\"{links.Atom}\">{words["feedAtom"]}</a><a class=\"t\" href=\"{links.Rss}\">{words["feedRss"]}</a><a class=\"t\" href=\"{links.Calendar}\">{words["feedCalendar"]}</a></p>");
        html.Add(FollowHtml.Block(view));
        if (!links.IsFiles && view.Whole.Components.Length > 1)
        {
            html.Add($"<h3>{words["chooseTitle"]}</h3><form method=\"get\" action=\"{links.Root}\"><p>{words["chooseHow"]}</p>");
            if (words != StatusWords.Usual)
                html.Add($"<input type=\"hidden\" name=\"lang\" value=\"{words.Language}\">");
            html.Add($"<ul>");
            foreach (var component in view.Whole.Components)
                html.Add($"<li><label><input type=\"checkbox\" name=\"show\" value=\"{component.Id}\"").Add(new Markup(view.Show.Contains(component.Id) ? " checked" : "")).Add($"> {component.Name}</label></li>");
            html.Add($"</ul><button type=\"submit\">{words["choose"]}</button></form>");
        }

        html.Add($"</section>");
    }

    private static void AddEarlier(Html html, StatusView view)
    {
        var words = view.Words;
        html.Add($"<section class=\"d\"><h2>{words["rules"]}</h2><p class=\"q\">{words["rule"]}</p><p class=\"q\">{words["legend"]}</p></section><p class=\"m np\">{words["earlier"]}: ");
        var first = StatusWords.Local(view.Now, view.Zone);
        for (var back = 0; back < 3; back++)
        {
            var month = new DateOnly(first.Year, first.Month, 1).AddMonths(-back);
            html.Add($"<a class=\"t\" href=\"{view.Links.History(words.Language)}#{HistoryHtml.Anchor(month)}\">{words.Month(month)}</a>");
        }

        html.Add($"</p>");
    }

    public static string Class(Tone tone) => tone switch
    {
        Tone.Act => "act",
        Tone.Watch => "watch",
        Tone.Unseen => "unseen",
        Tone.Info => "info",
        _ => "calm",
    };
}
