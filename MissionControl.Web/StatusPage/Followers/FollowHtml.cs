using System.Collections.Immutable;
using MissionControl.Core;
using MissionControl.Core.StatusPage;
using MissionControl.Core.StatusPage.Followers;

namespace MissionControl.Web.StatusPage.Followers;

/// <summary>
/// The form by which the page is followed by mail. It is part of bytes that everybody gets, so it holds nothing that is one person's: no token
/// protects it, the mail that asks does.
/// </summary>
internal static class FollowHtml
{
    public const string Email = "email";
    public const string Parts = "show";
    public const string Language = "lang";

    /// <summary>A field that people do not see, and machines fill in.</summary>
    public const string Honey = "leave-empty";

    /// <summary>The part of the page's section about following.</summary>
    public static Markup Block(StatusView view)
    {
        var html = new Html().Add($"<h3>{view.Words["followMailTitle"]}</h3>");
        return new(html.Add(Form(view, new FollowTyped(null, view.Show), [])).ToString());
    }

    /// <summary>The form, or why there is none here.</summary>
    /// <param name="problems">What is wrong with what was typed.</param>
    public static Markup Form(StatusView view, FollowTyped typed, ImmutableArray<FieldProblem> problems)
    {
        var (words, html) = (view.Words, new Html());
        if (!view.TakesFollowers)
        {
            html.Add($"<p>{words["followElsewhere"]}</p>");
            if (view.Whole.FollowAt is { } main)
                html.Add($"<p><a class=\"t\" href=\"{main}{Query(words, '?')}\">{words["followElsewhereLink"]}</a></p>");
            return new(html.ToString());
        }

        if (view.Whole.FollowAt is null)
            return new(html.Add($"<p>{words["followNotSetUp"]}</p>").ToString());
        var wrong = problems.FirstOrDefault(static problem => problem.Field == Email)?.Words;
        html.Add($"<form method=\"post\" action=\"{FollowLinks.Form}\"><p>{words["followHow"]}</p><p class=\"f\"><label for=\"email\">{words["followEmail"]}</label>");
        if (wrong is not null)
            html.Add($"<span class=\"late\" id=\"email-says\">{wrong}</span>");
        html.Add($"<input type=\"email\" id=\"email\" name=\"{Email}\" autocomplete=\"email\" required maxlength=\"{FollowRules.LongestAddress}\" value=\"{typed.Email}\"");
        html.Add(new Markup(wrong is null ? "" : " aria-invalid=\"true\" aria-describedby=\"email-says\"")).Add($"></p>");
        html.Add(PartsOf(view, typed.Parts, problems)).Add(LanguageOf(words));
        html.Add($"<p class=\"hp\" aria-hidden=\"true\"><label for=\"{Honey}\">{words["followHoney"]}</label><input type=\"text\" id=\"{Honey}\" name=\"{Honey}\" tabindex=\"-1\" autocomplete=\"off\"></p>");
        html.Add($"<p class=\"q\">{words["followKeep"]}</p><button type=\"submit\">{words["followSend"]}</button></form>");
        return new(html.ToString());
    }

    /// <summary>A choice of components.</summary>
    public static Markup PartsOf(StatusView view, ImmutableArray<string> chosen, ImmutableArray<FieldProblem> problems)
    {
        var (words, html) = (view.Words, new Html());
        if (view.Whole.Components.Length < 2)
            return Markup.None;
        html.Add($"<fieldset><legend>{words["followParts"]}</legend>");
        if (problems.FirstOrDefault(static problem => problem.Field == Parts) is { } wrong)
            html.Add($"<p class=\"late\">{wrong.Words}</p>");
        html.Add($"<p class=\"q\">{words["followPartsHow"]}</p><ul>");
        foreach (var component in view.Whole.Components)
            html.Add($"<li><label><input type=\"checkbox\" name=\"{Parts}\" value=\"{component.Id}\"").Add(new Markup(chosen.Contains(component.Id) ? " checked" : "")).Add($"> {component.Name}</label></li>");
        return new(html.Add($"</ul></fieldset>").ToString());
    }

    public static Markup LanguageOf(StatusWords words)
    {
        var html = new Html().Add($"<p class=\"f\"><label for=\"lang\">{words["followLanguage"]}</label><select id=\"lang\" name=\"{Language}\">");
        foreach (var one in StatusWords.All)
            html.Add($"<option value=\"{one.Language}\" lang=\"{one.Language}\"").Add(new Markup(one == words ? " selected" : "")).Add($">{one["name"]}</option>");
        return new(html.Add($"</select></p>").ToString());
    }

    public static string Query(StatusWords words, char before) => words == StatusWords.Usual ? "" : $"{before}lang={words.Language}";
}

/// <summary>What stands in the form.</summary>
internal sealed record FollowTyped(string? Email, ImmutableArray<string> Parts);
