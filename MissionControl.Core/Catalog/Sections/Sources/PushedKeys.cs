using MissionControl.Core.Catalog.Keys;

namespace MissionControl.Core.Catalog.Sections.Sources;

/// <summary><c>pushed: {}</c>: nobody is asked, samples are sent to us.</summary>
internal static class PushedKeys
{
    public static readonly SourceKind Kind = new(Key.Optional(
        "pushed",
        new ObjectShape<Func<string, SourceDefinition?>>("a pushed source", [], static _ => static id => new PushedSourceDefinition(id)),
        "Samples are pushed to POST /api/v1/samples; its BPMs have no query. It has no keys: {}."));
}
