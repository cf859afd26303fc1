using System.Text;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Telling;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Alerts.Telling.Subscribing;

namespace MissionControl.Core.Notifications.Email;

/// <summary>A message as the plain text of an e-mail, and the words that its HTML shares.</summary>
internal static class EmailWords
{
    public static string Text(Letter letter)
    {
        var (message, text) = (letter.Message, new StringBuilder());
        text.Append(Standing(letter) is { } standing ? $"{standing}: " : "").Append(message.Title).Append("\n\n");
        foreach (var slot in message.Slots)
            text.Append(slot.Part).Append(": ").Append(slot.Words).Append('\n');
        foreach (var group in message.Waited)
            text.Append($"\n{Standing(group)}: {group.Title}\n").Append(group.Since.Length > 0 ? $"  Since: {group.Since}\n" : "").Append(group.Do is { } act ? $"  Do: {act}\n" : "").Append($"  {group.Link}\n");
        if (message.Night is { } night)
            text.Append('\n').Append(night).Append('\n');
        if (!message.Details.IsEmpty)
            text.Append('\n').Append(Heading(message)).Append(":\n").AppendJoin('\n', message.Details.Select(static line => $"- {line}")).Append('\n');
        text.Append('\n').Append(message.Link).Append('\n');
        if (message.Runbook is { } runbook)
            text.Append("Runbook: ").Append(runbook.Title).Append(' ').Append(runbook.Address).Append('\n');
        return text.Append("\n-- \n").Append(Why(letter)).Append('\n').ToString();
    }

    // That it is over its title says; a message about several has the urgency of none.
    public static string? Standing(Letter letter) => letter.Message.IsOver || letter.Kind == LetterKind.Digest ? null : Word(letter.Message.Urgency);

    public static string Standing(WaitedGroup group) => group.IsOver ? "Cleared" : Word(group.Urgency);

    private static string Word(Urgency urgency) => urgency switch
    {
        Urgency.Critical => "Critical",
        Urgency.Warning => "Warning",
        _ => "Info",
    };

    public static string Heading(AlertMessage message) => message.IsOver ? "What had fired" : "What fires";

    public static string Why(Letter letter) => Subscription.IsPersonal(letter.Destination) && letter.Route is not null ? "You get this because you subscribed to it, on the page Your subscriptions."
        : letter.Route is { } route ? $"Mission Control was set up to tell this address (route {route})."
        : letter.Kind == LetterKind.Notice ? "You get this since you have a part in this incident, or are on duty for a service in it."
        : "Somebody sent this to try whether it reaches you.";
}
