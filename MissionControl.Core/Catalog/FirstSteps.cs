using MissionControl.Core.Catalog.Files;

namespace MissionControl.Core.Catalog;

/// <summary>How to begin, for somebody who has no catalog yet.</summary>
internal static class FirstSteps
{
    private const string Example =
        "begin with a file catalog.yaml that names a source and a first BPM (docs/catalog.md shows one to copy), "
        + "or set MissionControl:Catalog to the folder that has yours";

    public static CatalogProblem For(CatalogFiles files) => new(".", 0, 0,
        files.FolderExists
            ? $"the catalog folder holds no *.yaml file yet: {Example}"
            : $"the catalog folder does not exist: make it and {Example}");
}
