using MissionControl.Core.Alerts.Rules;

namespace MissionControl.Core.Alerts.Telling.Slots;

/// <summary>What is wrong, in one line.</summary>
internal static class TitleWords
{
    public static string Of(Case it)
    {
        var trouble = Trouble(it);
        return it switch
        {
            { IsOver: true } => $"It is over: “{trouble}”",
            { IsUnheard: true } => $"Not heard from: “{trouble}”",
            { CannotBeSeen: true } when OwnWords.Of(it) is null => $"Cannot be seen: “{trouble}”",
            _ => trouble,
        };
    }

    /// <summary>The trouble itself, whatever has become of it.</summary>
    public static string Trouble(Case it) =>
        it.Filled(it.Theirs?.Notification)
        ?? (it.Rule?.Name is { } name && (!it.IsPlain || PlainWords.Fit(name)) ? name : null)
        ?? OwnWords.Of(it)?.Title
        ?? (it.IsResponder ? ByTheSender(it) : Something(it));

    /// <summary>The sender's own line, when it has one for all of them.</summary>
    private static string ByTheSender(Case it)
    {
        var name = AlertSense.Spaced(it.Group.Name);
        var summaries = it.Alerts.Select(static alert => OneLine.Of(alert.Annotations["summary"] ?? "", 300)).Distinct(StringComparer.Ordinal).ToList();
        return summaries is [{ Length: > 0 } summary] ? summary
            : it.Alerts.Length > 1 ? $"{name} ({it.Alerts.Length} alerts)"
            : name;
    }

    // The machine's own name of it would tell them nothing.
    private static string Something(Case it) =>
        it.Services.Length > 0 ? $"Something may be wrong with {Case.Listed([.. it.Services.Select(static service => service.Name)])}"
        : it.Tiles.Length > 0 ? $"Something may be wrong: {it.Tiles[0].Bpm.Name}"
        : "Something may be wrong, and nobody has written what";
}
