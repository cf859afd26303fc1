using System.Collections.Immutable;

namespace MissionControl.Core.Catalog;

/// <summary>Where the catalog is.</summary>
public sealed class CatalogOptions
{
    /// <summary>The catalog folder; need not exist yet.</summary>
    public required string Folder { get; init; }

    /// <summary>Is told every secret that was filled in, before anything is said of the catalog.</summary>
    public Action<ImmutableArray<string>> OnSecrets { get; init; } = static _ => { };
}
