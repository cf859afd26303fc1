using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MissionControl.Core.Board;
using MissionControl.Core.Runbooks;
using MissionControl.Web.StatusPage;
using Markup = MissionControl.Web.StatusPage.Markup;

namespace MissionControl.Web.Runbooks;

/// <summary>All runbooks as files that lead to each other and need nothing else: to be read while the database, or the whole app, is down. Internal: they are not for the public.</summary>
internal static class RunbookExport
{
    private const string Index = "index.html";

    private static readonly string _style = Asset("mission.css") + Asset("runbooks.css") + Asset("export.css");
    private static readonly string _script = Asset("runbooks.js");

    // Nothing from anywhere, but what is in the page itself, by its hash.
    private static readonly string _policy = $"default-src 'none'; style-src '{Hash(_style)}'; script-src '{Hash(_script)}'; img-src data:; form-action 'none'; base-uri 'none'";

    /// <param name="now">UTC.</param>
    /// <param name="address">Of the app, without a slash at its end: links to its pages lead there; empty when it is not known, and then they lead nowhere.</param>
    public static IEnumerable<(string Path, byte[] Bytes)> Files(Definitions definitions, DateTimeOffset now, string address)
    {
        var zone = definitions.Organisation.Zone;
        var written = Html.Of($"<p class=\"quiet\">Internal, not for the public. Written {Words.FullTime(now, zone)}; what is newer is in Mission Control.</p>");
        Runbook[] all = [.. definitions.Runbooks.Values.OrderBy(static runbook => runbook.Title, StringComparer.OrdinalIgnoreCase).ThenBy(static runbook => runbook.Id, StringComparer.Ordinal)];
        yield return (Index, Page("Runbooks", List(all, definitions, written)));
        foreach (var runbook in all)
            yield return (FileOf(runbook.Id), Page(runbook.Title, One(runbook, definitions, written, address)));
    }

    private static Markup List(Runbook[] all, Definitions definitions, Markup written)
    {
        var html = new Html();
        html.Add($"<h1>Runbooks</h1>").Add(written).Add($"<ul class=\"rb-list\">");
        foreach (var runbook in all)
            html.Add($"<li class=\"panel\"><h2><a href=\"{FileOf(runbook.Id)}\">{runbook.Title}</a></h2>").Add(Facts(runbook, definitions)).Add($"</li>");
        return new(html.Add($"</ul>").ToString());
    }

    private static Markup One(Runbook runbook, Definitions definitions, Markup written, string address)
    {
        var links = new RunbookLinks(FileOf(runbook.Id), FileOf) { App = address };
        var html = new Html();
        html.Add($"<p class=\"crumb\"><a href=\"{Index}\">Runbooks</a></p><h1>{runbook.Title}</h1>").Add(Facts(runbook, definitions));
        html.Add($"<article class=\"rb-text panel\">").Add(new Markup(RunbookHtml.ToHtml(runbook.Text, links))).Add($"</article>").Add(written);
        return new(html.ToString());
    }

    private static Markup Facts(Runbook runbook, Definitions definitions)
    {
        var html = new Html();
        html.Add($"<p class=\"rb-facts\">");
        if (RunbookWords.ServicesOf(runbook, definitions) is { Length: > 0 } services)
            html.Add($"<span>{services}</span>");
        if (runbook.Alerts.Length > 0)
            html.Add($"<span>Alerts: {string.Join(", ", runbook.Alerts.Select(static alert => alert.Written))}</span>");
        return new(html.Add($"<span>Owner: {RunbookWords.OwnerOf(runbook)}</span><span>{Reviewed(runbook)}</span></p>").ToString());
    }

    // The day alone: how long ago it was nobody knows when the file is read.
    private static string Reviewed(Runbook runbook) => runbook.ReviewedOn is { } day ? $"Reviewed {day.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}" : "Never reviewed";

    private static byte[] Page(string title, Markup main)
    {
        var html = new Html();
        html.Add($"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title} · Mission Control</title><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"robots\" content=\"noindex\"><meta http-equiv=\"Content-Security-Policy\" content=\"{_policy}\">");
        html.Add($"<link rel=\"icon\" href=\"data:,\"><style>").Add(new Markup(_style)).Add($"</style></head><body><main><div class=\"runbooks\">").Add(main);
        html.Add($"</div></main><script>").Add(new Markup(_script)).Add($"</script></body></html>\n");
        return Encoding.UTF8.GetBytes(html.ToString());
    }

    // No id begins with a line: a runbook called as the list is does not take its place.
    private static string FileOf(string id) => id + ".html" == Index ? "_" + Index : id + ".html";

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Asset(string name)
    {
        using var file = new StreamReader(typeof(RunbookExport).Assembly.GetManifestResourceStream("runbooks." + name)!);
        return file.ReadToEnd().ReplaceLineEndings("\n");
    }
}
