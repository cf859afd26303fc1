using MissionControl.Core.Catalog.Keys;

namespace MissionControl.Core.Catalog.Sections.Sources;

/// <summary><c>demo:</c> the embedded demo source.</summary>
internal static class DemoKeys
{
    private static readonly Key<int> Seed = Key.Optional("seed", new WholeNumberShape(0, int.MaxValue), "Same seed, same numbers (default 1).");

    public static readonly SourceKind Kind = new(Key.Optional(
        "demo",
        new ObjectShape<Func<string, SourceDefinition?>>("a demo source", [Seed], fields => id => new DemoSourceDefinition(id, fields.Get(Seed, 1))),
        "Made-up numbers with a rhythm and incidents, to try things out."));
}
