using System.Collections.Immutable;
using MissionControl.Core;
using MissionControl.Core.StatusPage;
using MissionControl.Core.StatusPage.Followers;

namespace MissionControl.Web.StatusPage.Followers;

/// <summary>The pages of following by mail: they look like the status page and work as it does, without scripts.</summary>
internal static class FollowPages
{
    /// <summary>The form by itself.</summary>
    public static byte[] Form(StatusView view) => Form(view, new(null, view.Show), []);

    /// <summary>The form again, with what was typed and what is wrong with it.</summary>
    public static byte[] Form(StatusView view, FollowTyped typed, ImmutableArray<FieldProblem> problems)
    {
        var (words, html) = (view.Words, new Html());
        if (!problems.IsEmpty)
        {
            html.Add($"<section class=\"v act\" role=\"alert\"><h1>{words["followWrong"]}</h1>");
            foreach (var problem in problems)
                html.Add($"<p>{problem.Words}</p>");
            html.Add($"</section><section class=\"d\">").Add(FollowHtml.Form(view, typed, problems)).Add($"</section>");
        }
        else
        {
            html.Add($"<h1>{words["followAgain"]}</h1><section class=\"d\">").Add(FollowHtml.Form(view, typed, problems));
            if (!view.TakesFollowers || view.Whole.FollowAt is null)
                html.Add($"<p><a class=\"t\" href=\"{view.Links.Atom}\">{words["feedAtom"]}</a><a class=\"t\" href=\"{view.Links.Rss}\">{words["feedRss"]}</a></p>");
            html.Add($"</section>");
        }

        return Write(view, words[problems.IsEmpty ? "followAgain" : "followWrong"], FollowLinks.Form, html);
    }

    /// <summary>The same for every address: nobody learns here who follows.</summary>
    public static byte[] Asked(StatusView view, string address) =>
        Say(view, "followAskedTitle", FollowLinks.Form, html => html.Add($"<p>{view.Words.Say("followAsked", address)}</p><p class=\"m\">{view.Words["followAskedNone"]}</p>"));

    public static byte[] TooMany(StatusView view) => Say(view, "followTooManyTitle", FollowLinks.Form, html => html.Add($"<p>{view.Words["followTooMany"]}</p>"));

    public static byte[] TooOften(StatusView view, int seconds) => Say(view, "followTooOftenTitle", FollowLinks.Form, html => html.Add($"<p>{view.Words.Say("followTooOften", seconds)}</p>"));

    public static byte[] NoLink(StatusView view) => Say(
        view, "followNoLinkTitle", FollowLinks.Form, html => html.Add($"<p>{view.Words["followNoLink"]}</p><p><a class=\"t\" href=\"{FollowLinks.Form}{FollowHtml.Query(view.Words, '?')}\">{view.Words["followAgain"]}</a></p>"));

    /// <summary>Asks once more: programs that look at mails follow links, and press no buttons.</summary>
    public static byte[] Confirm(StatusView view, Follower follower, string token) => Say(view, "followConfirmTitle", FollowLinks.Confirm + token, html => html
        .Add($"<p>{view.Words.Say("followTo", FollowRules.Masked(follower.Address))} {AboutOf(view, follower)}</p>")
        .Add(Button(FollowLinks.Confirm + token, view.Words["followConfirmButton"])));

    /// <param name="link">The token by which it is changed and ended.</param>
    public static byte[] Confirmed(StatusView view, Follower follower, string? link) => Say(view, "followConfirmedTitle", FollowLinks.Form, html =>
    {
        html.Add($"<p>{view.Words["followConfirmed"]} {AboutOf(view, follower)}</p>");
        if (link is not null)
            html.Add($"<p><a class=\"t\" href=\"{FollowLinks.Parts}{link}{FollowHtml.Query(view.Words, '?')}\">{view.Words["mailParts"]}</a><a class=\"t\" href=\"{FollowLinks.Stop}{link}{FollowHtml.Query(view.Words, '?')}\">{view.Words["mailStop"]}</a></p>");
    });

    public static byte[] Stop(StatusView view, Follower follower, string token) => Say(view, "followStopTitle", FollowLinks.Stop + token, html => html
        .Add($"<p>{view.Words.Say("followStop", FollowRules.Masked(follower.Address))}</p>")
        .Add(Button(FollowLinks.Stop + token, view.Words["followStopButton"]))
        .Add($"<p><a class=\"t\" href=\"{FollowLinks.Parts}{token}{FollowHtml.Query(view.Words, '?')}\">{view.Words["mailParts"]}</a></p>"));

    public static byte[] Stopped(StatusView view) => Say(view, "followStoppedTitle", FollowLinks.Form, html => html.Add($"<p>{view.Words["followStopped"]}</p>"));

    public static byte[] Parts(StatusView view, Follower follower, string token, bool isSaved, ImmutableArray<FieldProblem> problems) => Say(view, "followPartsTitle", FollowLinks.Parts + token, html =>
    {
        var words = view.Words;
        if (isSaved)
            html.Add($"<p role=\"status\"><strong>{words["followSaved"]}</strong></p>");
        html.Add($"<p>{words.Say("followTo", FollowRules.Masked(follower.Address))}</p><form method=\"post\" action=\"{FollowLinks.Parts}{token}\">");
        html.Add(FollowHtml.PartsOf(view, follower.Components, problems)).Add(FollowHtml.LanguageOf(words)).Add($"<button type=\"submit\">{words["followSave"]}</button></form>");
        html.Add($"<p><a class=\"t\" href=\"{FollowLinks.Stop}{token}{FollowHtml.Query(words, '?')}\">{words["mailStop"]}</a></p>");
    });

    private static string AboutOf(StatusView view, Follower follower) => view.Words.Say("followAbout", follower.Components.IsEmpty
        ? view.Words["followAll"]
        : string.Join(", ", view.Whole.Components.Where(component => follower.Components.Contains(component.Id)).Select(static component => component.Name)));

    private static Markup Button(string action, string words) => Html.Of($"<form method=\"post\" action=\"{action}\"><button type=\"submit\">{words}</button></form>");

    private static byte[] Say(StatusView view, string title, string address, Action<Html> write)
    {
        var html = new Html().Add($"<section class=\"d\"><h1>{view.Words[title]}</h1>");
        write(html);
        return Write(view, view.Words[title], address, html.Add($"</section>"));
    }

    private static byte[] Write(StatusView view, string title, string address, Html html)
    {
        var back = Html.Of($"<p class=\"np\"><a class=\"t\" href=\"{view.Links.Page(view.Words.Language)}\">{view.Words["back"]}</a></p>");
        return StatusFrame.Write(view, title, language => address + FollowHtml.Query(StatusWords.For(language), '?'), new(back.Text + html));
    }
}
