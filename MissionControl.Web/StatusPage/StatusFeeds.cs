using System.Text;
using System.Xml;
using MissionControl.Core.StatusPage;

namespace MissionControl.Web.StatusPage;

/// <summary>Feeds: an entry for each public update and each word of planned work, the newest first.</summary>
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
        xml.WriteElementString("updated", AtomSpace, Core.Wording.Words.Machine(Entries(view).Select(static entry => entry.Moved).DefaultIfEmpty(view.Model.At).Max()));
        Link(xml, "self", origin + view.Links.Atom);
        Link(xml, "alternate", origin + view.Links.Page(view.Words.Language));
        xml.WriteStartElement("author", AtomSpace);
        xml.WriteElementString("name", AtomSpace, Clean(view.Name));
        xml.WriteEndElement();
        foreach (var entry in Entries(view))
        {
            xml.WriteStartElement("entry", AtomSpace);
            xml.WriteElementString("id", AtomSpace, entry.Id);
            xml.WriteElementString("title", AtomSpace, Clean(entry.Title));
            xml.WriteElementString("published", AtomSpace, Core.Wording.Words.Machine(entry.At));
            xml.WriteElementString("updated", AtomSpace, Core.Wording.Words.Machine(entry.Moved));
            Link(xml, "alternate", origin + entry.Address);
            xml.WriteStartElement("content", AtomSpace);
            xml.WriteAttributeString("type", "text");
            xml.WriteString(Clean(entry.Text));
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
        foreach (var entry in Entries(view))
        {
            xml.WriteStartElement("item");
            xml.WriteElementString("title", Clean(entry.Title));
            xml.WriteElementString("link", origin + entry.Address);
            xml.WriteElementString("description", Clean(entry.Text));
            xml.WriteElementString("pubDate", entry.At.UtcDateTime.ToString("r"));
            xml.WriteStartElement("guid");
            xml.WriteAttributeString("isPermaLink", "false");
            xml.WriteString(entry.Id);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    });

    private static IEnumerable<Entry> Entries(StatusView view) =>
        view.Model.Incidents.SelectMany(incident => incident.Updates.Select(update => Of(view, incident, update)))
            .Concat(view.Model.Planned.SelectMany(work => work.Notices.Select(notice => Of(view, work, notice))))
            .OrderByDescending(static entry => entry.At).Take(Most);

    private static Entry Of(StatusView view, PublicIncident incident, PublicUpdate update) => new(
        $"urn:mission-control:incident:{incident.Number}:update:{update.Number}", $"{update.Title.TrimEnd('.')}: {view.Words["phase" + update.Phase]}", update.Text, update.At,
        update.CorrectedAt ?? update.WrittenAt ?? update.At, view.Links.Incident(incident.Number, view.Words.Language));

    private static Entry Of(StatusView view, PlannedWork work, PlannedNotice notice) => new(
        $"urn:mission-control:planned:{work.Uid:D}:notice:{notice.Number}", PlannedWords.Title(view, work, notice), PlannedWords.Body(view, notice), notice.At, notice.At,
        view.Links.Planned(work.Number, view.Words.Language));

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

    /// <param name="Moved">When it was last put right.</param>
    /// <param name="Address">Of its page.</param>
    private sealed record Entry(string Id, string Title, string Text, DateTimeOffset At, DateTimeOffset Moved, string Address);
}
