namespace MissionControl.Core.Catalog;

/// <summary>Where the catalog is.</summary>
public sealed class CatalogOptions
{
    /// <summary>The catalog folder; need not exist yet.</summary>
    public required string Folder { get; init; }
}
