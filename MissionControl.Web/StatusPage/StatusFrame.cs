using System.Security.Cryptography;
using System.Text;
using MissionControl.Core.StatusPage;

namespace MissionControl.Web.StatusPage;

/// <summary>The document around a page of the status page: everything it needs is in it, and nothing else may be loaded.</summary>
internal static class StatusFrame
{
    // Shapes of states, patterns of the bars: once per document.
    private const string Shapes =
        """<svg class="df" aria-hidden="true" focusable="false"><defs><symbol id="i0" viewBox="0 0 14 14"><circle cx="7" cy="7" r="5" fill="none" stroke="currentColor" stroke-width="2"/></symbol><symbol id="i1" viewBox="0 0 14 14"><circle cx="7" cy="7" r="5.5" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="3 2"/></symbol><symbol id="i2" viewBox="0 0 14 14"><path fill="currentColor" d="M7 0l7 7-7 7-7-7z"/></symbol><symbol id="i3" viewBox="0 0 14 14"><path fill="currentColor" d="M7 1l7 12H0z"/></symbol><symbol id="i4" viewBox="0 0 14 14"><path fill="currentColor" d="M4 0h6l4 4v6l-4 4H4L0 10V4z"/></symbol><pattern id="gap" width="7" height="26" patternUnits="userSpaceOnUse"><rect x="5" width="2" height="26"/></pattern><pattern id="nd" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0v5"/></pattern></defs></svg>""";

    private static readonly string _style = Asset("status.css");
    private static readonly string _script = Asset("status.js");

    /// <summary>Nothing from anywhere, but what is in the page itself, by its hash.</summary>
    public static string Policy(PublicModel model) =>
        $"default-src 'none'; style-src '{Hash(Style(model))}'; script-src '{Hash(_script)}'; img-src data:; form-action 'self'; base-uri 'none'";

    /// <summary>That, and no frame around it, which a document cannot ask for by itself.</summary>
    public static string PagePolicy(PublicModel model) => Policy(model) + "; frame-ancestors 'none'";

    /// <summary>Shapes of components and incidents: an id from <see cref="Shapes"/>.</summary>
    public static Markup Shape(int id) => Html.Of($"<svg aria-hidden=\"true\" focusable=\"false\"><use href=\"#i{id}\"/></svg>");

    /// <summary>On top of a page that does not say by itself that nothing new was heard: what it says may be otherwise by now.</summary>
    public static Markup Old(StatusView view) => !view.IsStale ? Markup.None
        : view.Model.At == default ? Html.Of($"<section class=\"v unseen\"><p>{view.Words["stale"]}</p></section>")
        : new(new Html().Add($"<section class=\"v unseen\"><p>").Add(view.Say("staleNotice", view.Model.At)).Add($"</p></section>").ToString());

    /// <param name="address">Of this page in another language.</param>
    public static byte[] Write(StatusView view, string title, Func<string, string> address, Markup main)
    {
        var (words, links) = (view.Words, view.Links);
        var html = new Html();
        html.Add($"<!DOCTYPE html>\n<html lang=\"{words.Language}\"><head><meta charset=\"utf-8\"><title>{words.Say("titleOf", title, view.Name)}</title><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">");
        if (links.IsFiles)
            html.Add($"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy(view.Whole)}\">");
        html.Add($"<link rel=\"icon\" href=\"data:,\"><link rel=\"alternate\" type=\"application/atom+xml\" title=\"{view.Name}\" href=\"{links.Atom}\"><style>").Add(new Markup(Style(view.Whole))).Add($"</style></head><body>");
        html.Add(new Markup(Shapes)).Add($"<div class=\"p\"><header><p>{Logo(view.Whole.Page.Logo)}{view.Name}</p><nav aria-label=\"{view.Name}\"><a href=\"{links.Page(words.Language)}#follow\">{words["follow"]}</a>");
        foreach (var other in StatusWords.All.Where(other => other != words))
            html.Add($"<a href=\"{address(other.Language)}\" lang=\"{other.Language}\" hreflang=\"{other.Language}\" rel=\"alternate\">{other["name"]}</a>");
        html.Add($"</nav></header><main>").Add(main).Add($"</main></div><script>").Add(new Markup(_script)).Add($"</script></body></html>\n");
        return Encoding.UTF8.GetBytes(html.ToString());
    }

    // Its words stand beside it.
    private static Markup Logo(string? address) => address is null ? Markup.None : Html.Of($"<img src=\"{address}\" alt=\"\" height=\"28\">");

    // The colours were checked when the catalog was read: six hexadecimal digits.
    private static string Style(PublicModel model) =>
        _style
        + (IsColour(model.Page.Colour) ? $":root{{--x:{model.Page.Colour}}}" : "")
        + (IsColour(model.Page.ColourInDark) ? $"@media screen and (prefers-color-scheme:dark){{:root{{--x:{model.Page.ColourInDark}}}}}" : "");

    private static bool IsColour(string? text) => text is ['#', .. var digits] && digits.Length == 6 && digits.All(char.IsAsciiHexDigit);

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Asset(string name)
    {
        using var file = new StreamReader(typeof(StatusFrame).Assembly.GetManifestResourceStream("status-page." + name)!);
        return file.ReadToEnd().ReplaceLineEndings("\n").Replace("\n", "", StringComparison.Ordinal);
    }
}
