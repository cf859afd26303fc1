using System.Text.Json.Nodes;
using MissionControl.Core.Journal;
using MissionControl.Core.People;

namespace MissionControl.Web.Hosting;

/// <summary>Writes into the journal, once after the start, which settings differ from those the app ran with before.</summary>
internal sealed class SettingsRecorder(MissionSettings settings, IHostEnvironment environment, ConfigurationRecorder recorder, TimeProvider clock) : BackgroundService
{
    private const string Name = "settings";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Decides whether visitors may look.
        var shown = settings.Shown.Add("Environment", environment.EnvironmentName);
        var configuration = new JsonObject(shown.Select(static setting => KeyValuePair.Create(setting.Key, (JsonNode?)setting.Value)));
        try
        {
            await recorder.RecordAsync(Name, configuration, kept => Change(kept, configuration, clock.GetUtcNow()), stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The app stops; the next start compares with what is recorded.
        }
    }

    /// <summary>Only what differs; <see langword="null"/> when nothing does.</summary>
    internal static JournalFact? Change(JsonObject? before, JsonObject after, DateTimeOffset now)
    {
        var old = before ?? [];
        var moved = old.Select(static setting => setting.Key).Union(after.Select(static setting => setting.Key))
            .Where(key => !JsonNode.DeepEquals(old[key], after[key])).ToHashSet(StringComparer.Ordinal);
        return moved.Count == 0 ? null : new("settings.changed", Name, Actor.System, now, new JsonObject
        {
            ["before"] = before is null ? null : Part(before, moved),
            ["after"] = Part(after, moved),
        });
    }

    private static JsonObject Part(JsonObject settings, HashSet<string> keys) =>
        new(settings.Where(setting => keys.Contains(setting.Key)).Select(static setting => KeyValuePair.Create(setting.Key, setting.Value?.DeepClone())));
}
