using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Alerts.Telling.Routing;
using MissionControl.Core.Board;

namespace MissionControl.Web.Alerts;

/// <summary>A letter as the page shows it.</summary>
/// <param name="To">The destination, and whoever was on duty.</param>
/// <param name="At">When it was sent; until then when it was queued.</param>
public sealed record ToldLine(Guid Id, LetterState State, LetterKind Kind, string Title, string To, string Audience, string? Route, DateTimeOffset At, int Attempts, string? Problem)
{
    public static ToldLine From(Letter letter, Definitions definitions) => new(
        letter.Id,
        letter.State,
        letter.Kind,
        letter.Message.Title,
        letter.Addressee is { } person ? $"{letter.Destination} ({person})" : letter.Destination,
        definitions.Audiences.FirstOrDefault(audience => audience.Id == letter.Audience)?.Name ?? ToldWords.Audience(letter.Audience),
        letter.Route,
        letter.SentAt ?? letter.QueuedAt,
        letter.Attempts,
        letter.Problem);
}

/// <summary>Words and shapes for letters.</summary>
public static class ToldWords
{
    public static string State(LetterState state) => state switch
    {
        LetterState.Waiting => "Waits",
        LetterState.Sent => "Sent",
        LetterState.Dead => "Given up",
        LetterState.Gathered => "Told with others",
        _ => "Not needed",
    };

    /// <summary>A shape for each, never colour alone.</summary>
    public static string Mark(LetterState state) => state switch
    {
        LetterState.Waiting or LetterState.Gathered => "◔",
        LetterState.Sent => "✓",
        LetterState.Dead => "▲",
        _ => "–",
    };

    public static string Kind(LetterKind kind) => kind switch
    {
        LetterKind.Opened => "First word",
        LetterKind.Changed => "Change",
        LetterKind.AllClear => "All-clear",
        LetterKind.Notice => "About an incident or planned work",
        LetterKind.Digest => "All that waited",
        _ => "Test",
    };

    public static string Kind(DestinationKind kind) => kind switch
    {
        DestinationKind.Slack => "Slack",
        DestinationKind.SlackWebhook => "Slack (webhook)",
        DestinationKind.Email => "E-mail",
        _ => "Webhook",
    };

    public static string Audience(Core.Bpms.Audience audience) => audience switch
    {
        Core.Bpms.Audience.Responder => "Responders",
        Core.Bpms.Audience.ProductLead => "Product leads",
        Core.Bpms.Audience.DataLead => "Data leads",
        _ => "Local offices",
    };
}
