using System.Security.Cryptography;
using MissionControl.Core.StatusPage;

namespace MissionControl.Web.StatusPage;

/// <summary>The whole status page as files that lead to each other, for any host.</summary>
internal static class StatusExport
{
    private static readonly StatusLinks _top = new("", IsFiles: true);
    private static readonly StatusLinks _below = new("../", IsFiles: true);

    /// <param name="now">UTC.</param>
    /// <param name="address">Where the files will be, without a slash at its end; empty when that is not known.</param>
    public static IEnumerable<(string Path, byte[] Bytes)> Files(PublicModel model, DateTimeOffset now, string address)
    {
        var origin = address.Length == 0 ? "" : address + "/";
        foreach (var words in StatusWords.All)
        {
            StatusView View(StatusLinks links, params string[] show) => new(model, [.. show], now, words, links);
            yield return (_top.Page(words.Language), StatusHtml.Write(View(_top)));
            yield return (_top.History(words.Language), HistoryHtml.Write(View(_top)));
            foreach (var component in model.Components)
                yield return (_top.Component(component.Id, words.Language), StatusHtml.Write(View(_below, component.Id)));
            foreach (var incident in model.Incidents)
                yield return (_top.Incident(incident.Number, words.Language), IncidentHtml.Write(View(_below), incident));
            foreach (var work in model.Planned)
                yield return (_top.Planned(work.Number, words.Language), PlannedHtml.Write(View(_below), work));
        }

        var usual = new StatusView(model, [], now, StatusWords.Usual, _top);
        yield return (_top.Atom, StatusFeeds.Atom(usual, origin));
        yield return (_top.Rss, StatusFeeds.Rss(usual, origin));
        yield return (_top.Calendar, StatusCalendar.Write(usual, origin));
        yield return ("badge.svg", StatusBadge.Write(usual));
        yield return ("snapshot.json", PublicModelJson.Write(model));
        foreach (var (path, kind) in StatuspageJson.Addresses)
            yield return (path, StatuspageJson.Write(usual, kind, origin));
    }

    /// <summary>Each file as a whole or not at all: the folder may be served while this runs.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static int Write(string folder, IEnumerable<(string Path, byte[] Bytes)> files) => WriteNew(folder, files, new(StringComparer.Ordinal));

    /// <summary>The same for those that say something new.</summary>
    /// <param name="written">The fingerprint of what was written at each path; kept up.</param>
    /// <returns>How many were written.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static int WriteNew(string folder, IEnumerable<(string Path, byte[] Bytes)> files, Dictionary<string, byte[]> written)
    {
        var count = 0;
        var within = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar;
        foreach (var (path, bytes) in files)
        {
            var print = SHA256.HashData(bytes);
            if (written.TryGetValue(path, out var before) && before.AsSpan().SequenceEqual(print))
                continue;
            var full = Path.GetFullPath(Path.Combine(within, path));
            // Parts of the names come from a snapshot.
            if (!full.StartsWith(within, StringComparison.Ordinal))
                throw new IOException("The snapshot names a file outside the folder.");
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllBytes(full + ".next", bytes);
            File.Move(full + ".next", full, overwrite: true);
            written[path] = print;
            count++;
        }

        return count;
    }

    /// <summary>
    /// Removes pages of components, incidents and planned work that there are no more: nothing would ever change on them again, whatever happens. The folder
    /// is ours.
    /// </summary>
    /// <param name="paths">All files of the site.</param>
    public static void RemoveOthers(string folder, IReadOnlySet<string> paths)
    {
        foreach (var kind in (string[])["components", "incidents", "planned"])
            if (Path.Combine(folder, kind) is var below && Directory.Exists(below))
                foreach (var file in Directory.EnumerateFiles(below, "*.html").Where(file => !paths.Contains($"{kind}/{Path.GetFileName(file)}")))
                    File.Delete(file);
    }
}
