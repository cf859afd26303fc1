using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MissionControl.Core.Catalog.Files;
using MissionControl.Core.Catalog.Yaml;

namespace MissionControl.Core.Catalog;

/// <summary>
/// What a catalog defines, section by section and id by id, each as a fingerprint of how it is written: enough to tell what changed. Comments, the
/// order of keys and which file it stands in do not count. A secret is written as the name of where it lies, so none is in it.
/// </summary>
internal static class CatalogOutline
{
    private const int FingerprintLength = 16;

    public static JsonObject Of(IEnumerable<MapNode> roots, IEnumerable<CatalogFile> runbooks)
    {
        var sections = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        var known = new Dictionary<Node, string>(ReferenceEqualityComparer.Instance);
        foreach (var section in roots.SelectMany(root => root.Entries))
            foreach (var (id, node) in Entries(section))
                Put(section.Key.Text, id, Short(Hash(node, known)));
        foreach (var runbook in runbooks)
            Put("runbooks", Path.GetFileNameWithoutExtension(runbook.Name), Short(Convert.ToHexStringLower(SHA256.HashData(runbook.Bytes.AsSpan()))));
        return new JsonObject(sections.Select(section => KeyValuePair.Create(section.Key, (JsonNode?)section.Value)));

        void Put(string section, string id, string fingerprint)
        {
            if (!sections.TryGetValue(section, out var entries))
                sections[section] = entries = [];
            entries[id] = fingerprint;
        }
    }

    /// <summary>By section, which ids came, went and changed; sections in which nothing did are left out.</summary>
    public static JsonObject Changes(JsonObject before, JsonObject after)
    {
        var changes = new JsonObject();
        foreach (var section in before.Select(static entry => entry.Key).Union(after.Select(static entry => entry.Key)).Order(StringComparer.Ordinal))
        {
            var (old, now) = (before[section] as JsonObject ?? [], after[section] as JsonObject ?? []);
            var found = new JsonObject();
            Add(found, "added", now.Where(entry => !old.ContainsKey(entry.Key)));
            Add(found, "changed", now.Where(entry => old.TryGetPropertyValue(entry.Key, out var was) && !JsonNode.DeepEquals(was, entry.Value)));
            Add(found, "removed", old.Where(entry => !now.ContainsKey(entry.Key)));
            if (found.Count > 0)
                changes[section] = found;
        }

        return changes;
    }

    private static void Add(JsonObject found, string what, IEnumerable<KeyValuePair<string, JsonNode?>> entries)
    {
        JsonNode[] ids = [.. entries.Select(static entry => (JsonNode)entry.Key)];
        if (ids.Length > 0)
            found[what] = new JsonArray(ids);
    }

    // A section is a list of things with ids, or, as the organisation, one thing.
    private static IEnumerable<(string Id, Node Node)> Entries(MapEntry section) => section.Value is ListNode list
        ? list.Items.Select(static item => (IdOf(item), item))
        : [(section.Key.Text, section.Value)];

    private static string IdOf(Node item) =>
        item is MapNode map && map.Entries.FirstOrDefault(static entry => entry.Key.Text == "id")?.Value is ScalarNode id ? id.Text : "";

    // Of hashes, and each node once: aliases may repeat a node more often than could ever be written out.
    private static string Hash(Node node, Dictionary<Node, string> known)
    {
        if (known.TryGetValue(node, out var hash))
            return hash;
        var text = node switch
        {
            ScalarNode { IsNothing: true } => "nothing",
            ScalarNode scalar => $"{(scalar.IsNumber ? 'n' : scalar.IsSwitch ? 's' : 't')}{scalar.Text}",
            ListNode list => $"[{string.Join(',', list.Items.Select(item => Hash(item, known)))}]",
            MapNode map => $"{{{string.Join(',', map.Entries.OrderBy(static entry => entry.Key.Text, StringComparer.Ordinal).Select(entry => $"{Hash(entry.Key, known)}:{Hash(entry.Value, known)}"))}}}",
            _ => throw new ArgumentException($"{node.Described} has no fingerprint.", nameof(node)),
        };
        return known[node] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static string Short(string hash) => hash[..FingerprintLength];
}
