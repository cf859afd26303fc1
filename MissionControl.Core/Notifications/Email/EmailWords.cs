using System.Net;
using System.Text;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Telling;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Alerts.Telling.Subscribing;

namespace MissionControl.Core.Notifications.Email;

/// <summary>A message as the text of an e-mail, plain and in HTML. Nothing in it is loaded from anywhere.</summary>
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

    public static string Html(Letter letter)
    {
        var (message, html) = (letter.Message, new StringBuilder());
        html.Append("<!DOCTYPE html><html lang=\"en\"><body style=\"font-family:sans-serif;max-width:40em\">");
        html.Append(Standing(letter) is { } standing ? $"<p><strong>{Safe(standing)}</strong></p>" : "").Append($"<h1 style=\"font-size:1.3em\">{Safe(message.Title)}</h1><dl>");
        foreach (var slot in message.Slots)
            html.Append($"<dt><strong>{slot.Part}</strong></dt><dd>{Safe(slot.Words)}</dd>");
        html.Append("</dl>");
        foreach (var group in message.Waited)
            html.Append($"<h2 style=\"font-size:1.1em;margin-bottom:0\">{Safe(Standing(group))}: {Link(group.Link, group.Title)}</h2><p style=\"margin-top:.2em\">{Safe(group.Since)}{(group.Do is { } act ? $"<br><strong>Do</strong> {Safe(act)}" : "")}</p>");
        if (message.Night is { } night)
            html.Append($"<p>{Safe(night)}</p>");
        if (!message.Details.IsEmpty)
            html.Append($"<p>{Heading(message)}:</p><ul>").AppendJoin("", message.Details.Select(static line => $"<li>{Safe(line)}</li>")).Append("</ul>");
        html.Append($"<p>{Link(message.Link, "Open in Mission Control")}</p>");
        if (message.Runbook is { } runbook)
            html.Append($"<p>Runbook: {Link(runbook.Address, runbook.Title)}</p>");
        return html.Append($"<p style=\"color:#666\">{Safe(Why(letter))}</p></body></html>").ToString();
    }

    // That it is over its title says; a message about several has the urgency of none.
    private static string? Standing(Letter letter) => letter.Message.IsOver || letter.Kind == LetterKind.Digest ? null : Word(letter.Message.Urgency);

    private static string Standing(WaitedGroup group) => group.IsOver ? "Cleared" : Word(group.Urgency);

    private static string Word(Urgency urgency) => urgency switch
    {
        Urgency.Critical => "Critical",
        Urgency.Warning => "Warning",
        _ => "Info",
    };

    private static string Heading(AlertMessage message) => message.IsOver ? "What had fired" : "What fires";

    private static string Why(Letter letter) => Subscription.IsPersonal(letter.Destination) && letter.Route is not null ? "You get this because you subscribed to it, on the page Your subscriptions."
        : letter.Route is { } route ? $"You get this by the route {route}."
        : letter.Kind == LetterKind.Notice ? "You get this since you have a part in this incident, or are on duty for a service in it."
        : "Somebody sent this to try whether it reaches you.";

    private static string Link(string address, string words) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https") ? $"<a href=\"{Safe(uri.AbsoluteUri)}\">{Safe(words)}</a>" : Safe(words);

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
