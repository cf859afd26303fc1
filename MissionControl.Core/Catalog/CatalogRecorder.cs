using System.Text.Json.Nodes;
using Microsoft.Extensions.Hosting;
using MissionControl.Core.Journal;
using MissionControl.Core.People;

namespace MissionControl.Core.Catalog;

/// <summary>
/// Writes into the journal which catalog runs and what changed in it since the last one recorded, also over a restart, and which was refused
/// and why. The catalog runs before it is recorded: a database that is away must not keep a good catalog from running.
/// </summary>
internal sealed class CatalogRecorder(ICatalog catalog, ConfigurationRecorder recorder, TimeProvider clock) : BackgroundService
{
    /// <summary>The subject of its entries, and the name under which the last one is kept.</summary>
    public const string Name = "catalog";

    private const int MostProblems = 50;
    private const string Fingerprint = "fingerprint";
    private const string Sections = "sections";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // What ran or was refused before, within this process.
            CatalogState? before = null;
            while (true)
            {
                var state = await catalog.NextAsync(before?.Version ?? 0, stoppingToken);
                await RecordAsync(before, state, stoppingToken);
                before = state;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The app stops; the next start compares with what is recorded.
        }
    }

    private Task RecordAsync(CatalogState? before, CatalogState state, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (!state.Problems.IsEmpty)
            return recorder.AppendAsync(Refused(state, now), cancellationToken);
        if (state.Loaded is not { } loaded)
            return Task.CompletedTask;
        var outline = new JsonObject { [Fingerprint] = loaded.Fingerprint, [Sections] = loaded.Outline.DeepClone() };
        // The same catalog after a restart is no news; in a running app it is loaded again for a reason: a mended file, a new secret.
        return recorder.RecordAsync(Name, outline, kept => before is null && SameFiles(kept, loaded) ? null : Loaded(kept, loaded, now), cancellationToken);
    }

    private static bool SameFiles(JsonObject? kept, LoadedCatalog loaded) => (string?)kept?[Fingerprint] == loaded.Fingerprint;

    private static JournalFact Loaded(JsonObject? kept, LoadedCatalog loaded, DateTimeOffset now) => new("catalog.loaded", Name, Actor.System, now, new JsonObject
    {
        ["before"] = kept is null ? null : new JsonObject { [Fingerprint] = kept[Fingerprint]?.DeepClone() },
        ["after"] = new JsonObject { [Fingerprint] = loaded.Fingerprint },
        ["changes"] = CatalogOutline.Changes(kept?[Sections] as JsonObject ?? [], loaded.Outline),
    });

    private static JournalFact Refused(CatalogState state, DateTimeOffset now) => new("catalog.refused", Name, Actor.System, now, new JsonObject
    {
        ["count"] = state.Problems.Length,
        ["problems"] = new JsonArray([.. state.Problems.Take(MostProblems).Select(static problem => (JsonNode)problem.ToString())]),
        ["running"] = state.Loaded?.Fingerprint,
    });
}
