namespace MissionControl.Core.Changes.Guilt;

/// <summary>How near the service of a change is to the ones that broke.</summary>
/// <param name="Steps">Along the dependencies, 1 or more; 0 where there is no way to count.</param>
public readonly record struct Nearness(NearnessKind Kind, int Steps);

public enum NearnessKind
{
    /// <summary>It broke itself.</summary>
    Same,

    /// <summary>What broke depends on it.</summary>
    Needed,

    /// <summary>It depends on what broke.</summary>
    Needing,

    /// <summary>A service of the catalog that neither needs what broke nor is needed by it.</summary>
    Unrelated,

    /// <summary>The change names no service: it is of all.</summary>
    OfAll,

    /// <summary>The change names a service the catalog does not know, or nobody knows which service broke.</summary>
    Unknown,
}
