using MissionControl.Core.StatusPage;

namespace MissionControl.Web.StatusPage;

/// <summary>Planned work: in a list, and at its own address for good.</summary>
internal static class PlannedHtml
{
    public static byte[] Write(StatusView view, PlannedWork work)
    {
        var words = view.Words;
        var html = new Html();
        html.Add($"<p class=\"np\"><a class=\"t\" href=\"{view.Links.Page(words.Language)}\">{words["back"]}</a></p>").Add(StatusFrame.Old(view)).Add($"<article class=\"d\"><p class=\"q\">{words["plannedTitle"]}</p><h1>{work.Title}</h1>");
        AddAbout(html, view, work);
        html.Add($"<p>").Add(Times(view, work)).Add($"</p>").AddText(work.Text).Add($"<ol class=\"s\">");
        foreach (var notice in work.Notices)
        {
            html.Add($"<li id=\"n{work.Number}-{notice.Number}\"><strong>{words["notice" + notice.Kind]}</strong> <span class=\"q\">").Add(view.Time(notice.At)).Add($"</span>");
            if ((notice.From, notice.To) != (work.From, work.To) || notice.Kind == Core.Maintenance.NoticeKind.Moved)
                html.Add($"<p class=\"q\">{words.Planned(notice.From, notice.To, view.Now, view.Zone)}</p>");
            if (notice.Text != work.Text)
                html.AddText(notice.Text);
            html.Add($"</li>");
        }

        html.Add($"</ol></article>");
        return StatusFrame.Write(view, work.Title, language => view.Links.Planned(work.Number, language), new(html.ToString()));
    }

    public static byte[] WriteNone(StatusView view)
    {
        var html = new Html().Add($"<p class=\"np\"><a class=\"t\" href=\"{view.Links.Page(view.Words.Language)}\">{view.Words["back"]}</a></p><h1>{view.Words["plannedNone"]}</h1>").Add(StatusFrame.Old(view));
        return StatusFrame.Write(view, view.Words["plannedNone"], view.Links.Page, new(html.ToString()));
    }

    /// <summary>Among other planned work.</summary>
    public static Markup Line(StatusView view, PlannedWork work) => Line(view, work, Markup.None);

    /// <summary>Among incidents.</summary>
    public static Markup NamedLine(StatusView view, PlannedWork work) => Line(view, work, Html.Of($"<p class=\"q\">{view.Words["plannedTitle"]}</p>"));

    private static Markup Line(StatusView view, PlannedWork work, Markup kind)
    {
        var html = new Html();
        html.Add($"<div class=\"r\">").Add(kind).Add($"<h3><a href=\"{view.Links.Planned(work.Number, view.Words.Language)}\">{work.Title}</a></h3><p>").Add(Times(view, work)).Add($"</p>");
        AddAbout(html, view, work);
        return new(html.AddText(work.Text).Add($"</div>").ToString());
    }

    private static void AddAbout(Html html, StatusView view, PlannedWork work)
    {
        var about = view.Whole.Components.Where(component => work.Components.Contains(component.Id)).Select(static component => component.Name).ToArray();
        if (about.Length > 0)
            html.Add($"<p class=\"q\">{view.Words.Say("about", string.Join(", ", about))}</p>");
    }

    private static Markup Times(StatusView view, PlannedWork work)
    {
        var (words, zone) = (view.Words, view.Zone);
        var end = work is { Ended: { } ended, IsCancelled: false } && ended > work.From ? ended : work.To;
        var html = Html.Of($"<strong><time datetime=\"{Core.Wording.Words.Machine(work.From)}\">{words.Planned(work.From, end, view.Now, zone)}</time></strong>");
        var utc = words.PlannedUtc(work.From, end, view.Now, zone);
        var all = new Html().Add(html);
        if (utc.Length > 0)
            all.Add($" <span class=\"q\">{utc}</span>");
        if (work.IsCancelled)
            all.Add($"<br>").Add(view.Say("plannedCancelled", work.Ended!.Value));
        else if (work.IsLate(view.Now))
            all.Add($"<br><strong>{words["plannedLate"]}</strong>");
        else if (work.IsGoingOn(view.Now))
            all.Add($"<br>{words["plannedNow"]}");
        if (work.EndWrittenAt is { } written)
            all.Add($"<br><span class=\"q\">").Add(view.Say("plannedEndSaid", written)).Add($"</span>");
        if (work is { IsBackDated: true, IsCancelled: false })
            all.Add($"<br><span class=\"q\">").Add(view.Say("plannedBegun", work.Notices[^1].At)).Add($"</span>");
        return new(all.ToString());
    }
}
