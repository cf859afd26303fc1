using MissionControl.Core.StatusPage;

namespace MissionControl.Web.StatusPage;

/// <summary>The addresses on the page: of a server, or of files that lie beside each other.</summary>
/// <param name="Root">Before each: for files the way to the top, such as <c>../</c>.</param>
/// <param name="IsFiles">Names of files, for any host.</param>
internal sealed record StatusLinks(string Root, bool IsFiles)
{
    public static StatusLinks Server { get; } = new("/status", false);

    public string Atom => IsFiles ? Root + "history.atom" : Root + "/history.atom";

    public string Rss => IsFiles ? Root + "history.rss" : Root + "/history.rss";

    public string Calendar => IsFiles ? Root + "planned.ics" : Root + "/planned.ics";

    public string Planned(int number, string language) => IsFiles ? $"{Root}planned/{number}{Suffix(language)}.html" : $"{Root}/planned/{number}{Query(language)}";

    public string Page(string language) => IsFiles ? $"{Root}index{Suffix(language)}.html" : Root + Query(language);

    public string History(string language) => IsFiles ? $"{Root}history{Suffix(language)}.html" : $"{Root}/history{Query(language)}";

    public string Incident(int number, string language) => IsFiles ? $"{Root}incidents/{number}{Suffix(language)}.html" : $"{Root}/incidents/{number}{Query(language)}";

    /// <summary>The page with one component alone.</summary>
    public string Component(string id, string language) => IsFiles ? $"{Root}components/{id}{Suffix(language)}.html" : $"{Root}?show={id}{(language == StatusWords.Usual.Language ? "" : "&lang=" + language)}";

    public static string Suffix(string language) => language == StatusWords.Usual.Language ? "" : "." + language;

    private static string Query(string language) => language == StatusWords.Usual.Language ? "" : "?lang=" + language;
}
