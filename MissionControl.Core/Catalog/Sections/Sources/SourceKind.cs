using System.Collections.Immutable;
using MissionControl.Core.Catalog.Keys;

namespace MissionControl.Core.Catalog.Sections.Sources;

/// <summary>A kind of source, known by the key its settings stand under. A new kind is a file beside this one and a line in <see cref="All"/>.</summary>
/// <param name="Settings">Answers the source once its id is known; <see langword="null"/> when the settings have problems.</param>
internal sealed record SourceKind(Key<Func<string, SourceDefinition?>> Settings)
{
    public static readonly ImmutableArray<SourceKind> All = [PrometheusKeys.Kind, PushedKeys.Kind, DemoKeys.Kind];
}
