using System.Net;
using System.Text;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Telling;
using MissionControl.Core.Alerts.Telling.Outbox;

namespace MissionControl.Core.Notifications.Email;

/// <summary>
/// A message as the HTML of an e-mail: readable on a phone, in the dark, and by programs that leave its style sheet out. Nothing in it is loaded
/// from anywhere.
/// </summary>
internal static class EmailHtml
{
    // The colours of our pages. Programs that know no style sheet show the same in their own.
    private const string Style = """
        :root { color-scheme: light dark; }
        body { margin: 0; padding: 16px; background: #f4f5f7; color: #16191d; font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
        .card { max-width: 600px; margin: 0 auto; padding: 20px 24px; border: 1px solid #dfe2e7; border-top: 4px solid #5b6675; border-radius: 10px; background: #ffffff; overflow-wrap: anywhere; }
        .critical { border-top-color: #b3261e; }
        .warning { border-top-color: #8a5200; }
        .standing { margin: 0; font-weight: 600; }
        .critical .standing { color: #b3261e; }
        .warning .standing { color: #8a5200; }
        h1 { margin: 4px 0 16px; font-size: 21px; line-height: 1.3; }
        h2 { margin: 0; font-size: 16px; }
        h3 { margin: 0; color: #545b66; font-size: 13px; font-weight: 600; }
        p { margin: 0 0 12px; }
        .do { padding: 10px 14px; border-radius: 8px; background: #e3e8ef; }
        .do p { margin: 0; }
        .waited { padding: 12px 0; border-top: 1px solid #dfe2e7; }
        .waited p { margin: 2px 0 0; }
        .quiet, li { color: #545b66; font-size: 14px; }
        ul { margin: 4px 0 16px; padding-left: 18px; }
        a { color: #1f5fae; }
        .open { display: inline-block; margin: 4px 12px 4px 0; padding: 10px 16px; border: 1px solid #1f5fae; border-radius: 8px; font-weight: 600; text-decoration: none; }
        .why { max-width: 600px; margin: 12px auto 0; padding: 0 24px; color: #545b66; font-size: 13px; }
        @media (max-width: 480px) { body { padding: 8px; } .card { padding: 16px; } .why { padding: 0 16px; } .open { display: block; margin: 0 0 8px; text-align: center; } }
        @media (prefers-color-scheme: dark) {
          body { background: #0f1215; color: #e9ecf0; }
          .card { background: #171b20; border-color: #272d34; border-top-color: #8c98a7; }
          .critical { border-top-color: #ff8a80; } .critical .standing { color: #ff8a80; }
          .warning { border-top-color: #ffc266; } .warning .standing { color: #ffc266; }
          .do { background: #252c35; } .waited { border-color: #272d34; }
          h3, .quiet, li, .why { color: #a4adb8; }
          a { color: #8ab9f7; } .open { border-color: #8ab9f7; }
        }
        """;

    public static string Of(Letter letter)
    {
        var (message, html) = (letter.Message, new StringBuilder());
        html.Append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\">")
            .Append($"<title>{Safe(message.Title)}</title><style>{Style}</style></head><body><div class=\"card {Look(letter)}\">");
        if (EmailWords.Standing(letter) is { } standing)
            html.Append($"<p class=\"standing\">{Mark(message.Urgency)} {Safe(standing)}</p>");
        html.Append($"<h1>{Safe(message.Title)}</h1>");
        foreach (var slot in message.Slots)
            html.Append(slot.Part == MessagePart.Do ? "<div class=\"do\">" : "<div>").Append($"<h3>{slot.Part}</h3><p>{Safe(slot.Words)}</p></div>");
        if (!message.Waited.IsEmpty)
            html.Append("<br>");
        foreach (var group in message.Waited)
            html.Append($"<div class=\"waited\"><h2>{(group.IsOver ? "✓" : Mark(group.Urgency))} {Safe(EmailWords.Standing(group))}: {Link(group.Link, group.Title)}</h2>")
                .Append(group.Since.Length > 0 ? $"<p class=\"quiet\">{Safe(group.Since)}</p>" : "").Append(group.Do is { } act ? $"<p><strong>Do:</strong> {Safe(act)}</p>" : "").Append("</div>");
        html.Append("<br>");
        if (message.Night is { } night)
            html.Append($"<p>{Safe(night)}</p>");
        html.Append($"<p>{Button(message.Link, "Open in Mission Control")} {(message.Runbook is { } runbook ? Button(runbook.Address, $"Runbook: {runbook.Title}") : "")}</p>");
        if (!message.Details.IsEmpty)
            html.Append($"<h3>{EmailWords.Heading(message)}</h3><ul>").AppendJoin("", message.Details.Select(static line => $"<li>{Safe(line)}</li>")).Append("</ul>");
        return html.Append($"</div><p class=\"why\">{Safe(EmailWords.Why(letter))}</p></body></html>").ToString();
    }

    private static string Look(Letter letter) => letter.Message switch
    {
        { IsOver: true } => "over",
        { Urgency: Urgency.Critical } => "critical",
        { Urgency: Urgency.Warning } => "warning",
        _ => "info",
    };

    // A shape and a word, never colour alone.
    private static string Mark(Urgency urgency) => urgency switch { Urgency.Critical => "▲", Urgency.Warning => "◆", _ => "●" };

    private static string Button(string address, string words) => IsWeb(address, out var uri) ? $"<a href=\"{Safe(uri)}\" class=\"open\">{Safe(words)}</a>" : Safe(words);

    private static string Link(string address, string words) => IsWeb(address, out var uri) ? $"<a href=\"{Safe(uri)}\">{Safe(words)}</a>" : Safe(words);

    private static bool IsWeb(string address, out string uri)
    {
        var isWeb = Uri.TryCreate(address, UriKind.Absolute, out var read) && read.Scheme is ("http" or "https");
        uri = isWeb ? read!.AbsoluteUri : "";
        return isWeb;
    }

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
