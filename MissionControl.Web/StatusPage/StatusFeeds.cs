using System.Text;
using System.Xml;
using MissionControl.Core.StatusPage;

namespace MissionControl.Web.StatusPage;

/// <summary>Feeds: an entry for each public update, the newest first.</summary>
internal static class StatusFeeds
{
    private const int Most = 50;
    private const string AtomSpace = "http://www.w3.org/2005/Atom";

    /// <param name="origin">Before addresses.</param>
    public static byte[] Atom(StatusView view, string origin) => Write(xml =>
    {
        xml.WriteStartElement("feed", AtomSpace);
        xml.WriteAttributeString("xml", "lang", null, view.Words.Language);
        xml.WriteElementString("id", AtomSpace, "urn:mission-control:status");
        xml.WriteElementString("title", AtomSpace, Clean(view.Name));
        xml.WriteElementString("updated", AtomSpace, Core.Wording.Words.Machine(Entries(view).Select(static entry => Moved(entry.Update)).DefaultIfEmpty(view.Model.At).Max()));
        Link(xml, "self", origin + view.Links.Atom);
        Link(xml, "alternate", origin + view.Links.Page(view.Words.Language));
        xml.WriteStartElement("author", AtomSpace);
        xml.WriteElementString("name", AtomSpace, Clean(view.Name));
        xml.WriteEndElement();
        foreach (var (incident, update) in Entries(view))
        {
            xml.WriteStartElement("entry", AtomSpace);
            xml.WriteElementString("id", AtomSpace, Id(incident, update));
            xml.WriteElementString("title", AtomSpace, Title(view, update));
            xml.WriteElementString("published", AtomSpace, Core.Wording.Words.Machine(update.At));
            xml.WriteElementString("updated", AtomSpace, Core.Wording.Words.Machine(Moved(update)));
            Link(xml, "alternate", origin + view.Links.Incident(incident.Number, view.Words.Language));
            xml.WriteStartElement("content", AtomSpace);
            xml.WriteAttributeString("type", "text");
            xml.WriteString(Clean(update.Text));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    });

    /// <param name="origin">Before addresses.</param>
    public static byte[] Rss(StatusView view, string origin) => Write(xml =>
    {
        xml.WriteStartElement("rss");
        xml.WriteAttributeString("version", "2.0");
        xml.WriteStartElement("channel");
        xml.WriteElementString("title", Clean(view.Name));
        xml.WriteElementString("link", origin + view.Links.Page(view.Words.Language));
        xml.WriteElementString("description", Clean(view.Name));
        xml.WriteElementString("language", view.Words.Language);
        foreach (var (incident, update) in Entries(view))
        {
            xml.WriteStartElement("item");
            xml.WriteElementString("title", Title(view, update));
            xml.WriteElementString("link", origin + view.Links.Incident(incident.Number, view.Words.Language));
            xml.WriteElementString("description", Clean(update.Text));
            xml.WriteElementString("pubDate", update.At.UtcDateTime.ToString("r"));
            xml.WriteStartElement("guid");
            xml.WriteAttributeString("isPermaLink", "false");
            xml.WriteString(Id(incident, update));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    });

    private static IEnumerable<(PublicIncident Incident, PublicUpdate Update)> Entries(StatusView view) =>
        view.Model.Incidents.SelectMany(static incident => incident.Updates.Select(update => (Incident: incident, Update: update))).OrderByDescending(static entry => entry.Update.At).Take(Most);

    private static string Id(PublicIncident incident, PublicUpdate update) => $"urn:mission-control:incident:{incident.Number}:update:{update.Number}";

    private static string Title(StatusView view, PublicUpdate update) => Clean($"{update.Title.TrimEnd('.')}: {view.Words["phase" + update.Phase]}");

    private static DateTimeOffset Moved(PublicUpdate update) => update.CorrectedAt ?? update.WrittenAt ?? update.At;

    private static void Link(XmlWriter xml, string rel, string address)
    {
        xml.WriteStartElement("link", AtomSpace);
        xml.WriteAttributeString("rel", rel);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    // XML has no way to write some characters at all.
    private static string Clean(string text) => string.Concat(text.EnumerateRunes().Where(static rune => rune.Value is '\t' or '\n' or >= 0x20 and not (0xFFFE or 0xFFFF)));

    private static byte[] Write(Action<XmlWriter> content)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) }))
            content(xml);
        return bytes.ToArray();
    }
}
