using System.Collections.Immutable;

namespace MissionControl.Core.Catalog.Yaml;

/// <summary>Where something stands in the catalog. Line and column from 1; 0 when it is about the whole file.</summary>
internal readonly record struct Place(string File, int Line, int Column)
{
    public static Place WholeFile(string file) => new(file, 0, 0);
}

/// <summary>A piece of YAML that knows where it stands.</summary>
internal abstract class Node(Place place)
{
    public Place Place { get; } = place;

    /// <summary>How many nodes there are in it when every alias is written out.</summary>
    public abstract long Weight { get; }

    /// <summary>What it is, for "expected …, found …".</summary>
    public abstract string Described { get; }
}

internal sealed class ListNode(Place place, ImmutableArray<Node> items) : Node(place)
{
    public ImmutableArray<Node> Items { get; } = items;

    public override long Weight { get; } = 1 + items.Sum(item => item.Weight);

    public override string Described => "a list";
}

internal sealed class MapNode(Place place, ImmutableArray<MapEntry> entries) : Node(place)
{
    /// <summary>In the order of the file; every key once.</summary>
    public ImmutableArray<MapEntry> Entries { get; } = entries;

    public override long Weight { get; } = 1 + entries.Sum(entry => 1 + entry.Value.Weight);

    public override string Described => "keys with values";
}

internal sealed record MapEntry(ScalarNode Key, Node Value);
