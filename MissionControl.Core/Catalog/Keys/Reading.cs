using System.Collections.Immutable;
using MissionControl.Core.Catalog.Yaml;

namespace MissionControl.Core.Catalog.Keys;

/// <summary>One reading of a catalog folder: what is wrong so far, which ids exist and who refers to them.</summary>
internal sealed class Reading(string folder, Func<string, string?> environment)
{
    private readonly Dictionary<(string Kind, string Id), Place> _ids = [];
    private readonly List<(string Kind, string Id, Place Place)> _references = [];
    private readonly HashSet<string> _pushed = [];
    private readonly List<Action> _later = [];

    public Problems Problems { get; } = new();

    public Secrets Secrets { get; } = new(folder, environment);

    public string Folder { get; } = folder;

    public void Problem(Node node, string words) => Problems.Add(node.Place, words);

    public void Expected(string what, Node found) => Problem(found, $"expected {what}, found {found.Described}");

    /// <summary>Ids are unique among their kind, over all files.</summary>
    public void Declare(string kind, string id, Place place)
    {
        if (!_ids.TryAdd((kind, id), place))
            Problems.Add(place, $"the {kind} '{id}' was already given at {Spoken(_ids[(kind, id)])}");
    }

    /// <summary>That source is pushed to, not asked.</summary>
    public void DeclarePushed(string source) => _pushed.Add(source);

    /// <summary>Known when all files are read.</summary>
    public bool IsPushed(string source) => _pushed.Contains(source);

    /// <summary>For checks that need what other files say.</summary>
    public void WhenAllIsRead(Action check) => _later.Add(check);

    /// <summary>Looked up when all files are read, since order does not matter.</summary>
    public void Refer(string kind, string id, Place place) => _references.Add((kind, id, place));

    public void CheckReferences()
    {
        foreach (var check in _later)
            check();
        var known = _ids.Keys.GroupBy(key => key.Kind, key => key.Id).ToDictionary(group => group.Key, group => group.ToImmutableArray());
        foreach (var (kind, id, place) in _references.Where(reference => !_ids.ContainsKey((reference.Kind, reference.Id))))
            Problems.Add(place, () => $"unknown {kind} {ScalarNode.Quoted(id)}{DidYouMean.Hint(id, known.GetValueOrDefault(kind, []))}");
    }

    private static string Spoken(Place place) => place.Line == 0 ? place.File : $"{place.File}:{place.Line}:{place.Column}";
}
