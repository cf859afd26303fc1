using System.Collections.Frozen;
using Microsoft.Extensions.Hosting;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms.Sampling;
using MissionControl.Core.Catalog;

namespace MissionControl.Core.Sources;

/// <summary>Follows the catalog: makes its sources, then lets the rooms have its definitions. Sources that did not change stay.</summary>
internal sealed class SourceBook(ICatalog catalog, DefinitionsFeed definitions, ISourceMaker maker, TimeProvider clock) : BackgroundService, ISources
{
    /// <summary>What was being asked when the catalog changed may still answer for so long.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromMinutes(2);

    private FrozenDictionary<string, Open> _open = FrozenDictionary<string, Open>.Empty;

    public ISampleSource? Find(string id) => Volatile.Read(ref _open).GetValueOrDefault(id)?.Source;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var state = catalog.Current;
        while (true)
        {
            Follow(state, stoppingToken);
            state = await catalog.NextAsync(state.Version, stoppingToken);
        }
    }

    private void Follow(CatalogState state, CancellationToken stoppingToken)
    {
        if (state.Loaded is { } loaded)
        {
            var before = _open;
            var after = loaded.Sources.ToFrozenDictionary(
                static source => source.Id,
                source => before.TryGetValue(source.Id, out var open) && open.Definition.Equals(source) ? open : new Open(source, maker.Make(source)));
            Volatile.Write(ref _open, after);
            var gone = before.Values.Where(open => !after.Values.Contains(open)).Select(static open => open.Source).ToList();
            if (gone.Count > 0)
                _ = CloseAsync(gone, stoppingToken);
        }

        definitions.Publish(state.Loaded?.Definitions ?? Definitions.Empty, [.. state.Problems.Select(static problem => problem.Shown)]);
    }

    private async Task CloseAsync(IReadOnlyList<ISampleSource> gone, CancellationToken stoppingToken)
    {
        await Task.Delay(Farewell, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var source in gone)
            (source as IDisposable)?.Dispose();
    }

    private sealed record Open(SourceDefinition Definition, ISampleSource Source);
}

/// <summary>Makes a source from its definition; replaced in tests.</summary>
public interface ISourceMaker
{
    ISampleSource Make(SourceDefinition definition);
}
