using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MissionControl.Core.Catalog.Yaml;

/// <summary>
/// One YAML file as nodes that know where they stand. Built from the event stream rather than by binding, so that every
/// problem has its line and column, and bounded, so that no file can exhaust the process: aliases share their node.
/// </summary>
internal sealed class YamlTree
{
    private const int Deepest = 20;
    private const int MostNodes = 100_000;

    private readonly string _file;
    private readonly Problems _problems;
    private readonly Parser _events;
    private readonly Dictionary<string, Node?> _anchors = [];

    private YamlTree(string file, string text, Problems problems)
    {
        _file = file;
        _problems = problems;
        _events = new Parser(new StringReader(text));
    }

    /// <summary>The content, or <see langword="null"/> when the file is empty or a problem was added.</summary>
    public static Node? Read(string file, string text, Problems problems)
    {
        var tree = new YamlTree(file, text, problems);
        try
        {
            return tree.ReadStream();
        }
        catch (TreeRefusedException refused)
        {
            problems.Add(refused.Place, refused.Message);
        }
        catch (YamlException error)
        {
            problems.Add(SyntaxError.For(file, text, error, tree._events.Current?.End ?? Mark.Empty));
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or OverflowException)
        {
            // On some malformed input the scanner fails with these instead of its own exception (seen in 16.3.0).
            var last = tree._events.Current?.End ?? Mark.Empty;
            problems.Add(new(file, (int)last.Line, (int)last.Column), "not valid YAML: it cannot be read on from here");
        }

        return null;
    }

    private Node? ReadStream()
    {
        _events.Consume<StreamStart>();
        if (_events.Accept<StreamEnd>(out _))
            return null;
        _events.Consume<DocumentStart>();
        var root = ReadNode(1);
        _events.Consume<DocumentEnd>();
        if (_events.Accept<DocumentStart>(out var second))
            throw Refuse(second, "a second document starts here ('---'); a catalog file is one document, so put it in a file of its own");
        return root is ScalarNode { IsNothing: true } ? null : root;
    }

    private Node ReadNode(int depth)
    {
        var current = _events.Consume<ParsingEvent>();
        if (depth > Deepest)
            throw Refuse(current, $"nested more than {Deepest} levels deep; no catalog key is");
        if (current is AnchorAlias alias)
            return Resolve(alias);
        if (current is not NodeEvent start)
            throw Refuse(current, "expected a value");
        if (!start.Tag.IsEmpty && !start.Tag.IsNonSpecific)
            throw Refuse(start, "YAML tags (words that begin with '!') are not used in a catalog; put a text that begins so in quotes");

        var anchor = start.Anchor.IsEmpty ? null : start.Anchor.Value;
        if (anchor is not null)
            _anchors[anchor] = null;
        Node node = start switch
        {
            Scalar scalar => new ScalarNode(PlaceOf(scalar), scalar.Value, scalar.Style == ScalarStyle.Plain),
            SequenceStart list => ReadList(list, depth),
            MappingStart map => ReadMap(map, depth),
            _ => throw Refuse(start, "expected a value"),
        };
        if (node.Weight > MostNodes)
            throw Refuse(start, $"more than {MostNodes} values when its aliases are written out; no catalog needs as many");
        if (anchor is not null)
            _anchors[anchor] = node;
        return node;
    }

    // The alias is not named: it may be a password that begins with a star and was not put in quotes.
    private Node Resolve(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var node))
            throw Refuse(alias, "this alias names no anchor above it in this file; put a text that begins with '*' in quotes");
        return node ?? throw Refuse(alias, "this alias stands inside the value it repeats");
    }

    private ListNode ReadList(SequenceStart start, int depth)
    {
        var items = ImmutableArray.CreateBuilder<Node>();
        var weight = 0L;
        while (!_events.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode(depth + 1));
            StopWhenTooHeavy(start, weight += items[^1].Weight);
        }

        return new ListNode(PlaceOf(start), items.ToImmutable());
    }

    private MapNode ReadMap(MappingStart start, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<MapEntry>();
        var seen = new Dictionary<string, ScalarNode>();
        var weight = 0L;
        while (!_events.TryConsume<MappingEnd>(out _))
        {
            if (ReadNode(depth + 1) is not ScalarNode key)
                throw Refuse(start, "a key here is not a simple word");
            var value = ReadNode(depth + 1);
            StopWhenTooHeavy(start, weight += 1 + value.Weight);
            if (key.Text == "<<")
                _problems.Add(key.Place, "merge keys ('<<') are not part of YAML 1.2; repeat the keys, or alias the whole value with *name");
            else if (seen.TryAdd(key.Text, key))
                entries.Add(new MapEntry(key, value));
            else
                _problems.Add(key.Place, $"the key {ScalarNode.Quoted(key.Text)} was already given on line {seen[key.Text].Place.Line}");
        }

        return new MapNode(PlaceOf(start), entries.ToImmutable());
    }

    private void StopWhenTooHeavy(NodeEvent start, long weight)
    {
        if (weight > MostNodes)
            throw Refuse(start, $"more than {MostNodes} values when its aliases are written out; no catalog needs as many");
    }

    private Place PlaceOf(ParsingEvent at) => new(_file, (int)at.Start.Line, (int)at.Start.Column);

    private TreeRefusedException Refuse(ParsingEvent at, string words) => new(PlaceOf(at), words);

    /// <summary>Leaves the recursion in one step; never leaves this class.</summary>
    private sealed class TreeRefusedException(Place place, string words) : Exception(words)
    {
        public Place Place { get; } = place;
    }
}
