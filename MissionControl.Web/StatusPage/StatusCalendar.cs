using System.Globalization;
using System.Text;
using MissionControl.Core.StatusPage;

namespace MissionControl.Web.StatusPage;

/// <summary>Planned work as a calendar to subscribe to (RFC 5545), its times in UTC, which calendars show in their reader's zone.</summary>
internal static class StatusCalendar
{
    private const int LongestLine = 75;

    /// <param name="origin">Before addresses.</param>
    public static byte[] Write(StatusView view, string origin)
    {
        var text = new StringBuilder();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, $"PRODID:-//Mission Control//Status page//{view.Words.Language.ToUpperInvariant()}");
        Line(text, "CALSCALE:GREGORIAN");
        Line(text, "METHOD:PUBLISH");
        // NAME is RFC 7986; what is older knows only the other.
        Line(text, $"NAME:{Escape(view.Name)}");
        Line(text, $"X-WR-CALNAME:{Escape(view.Name)}");
        Line(text, "REFRESH-INTERVAL;VALUE=DURATION:PT1H");
        Line(text, "X-PUBLISHED-TTL:PT1H");
        foreach (var work in view.Model.Planned.OrderBy(static work => work.Number))
            AddEvent(text, view, work, origin);
        Line(text, "END:VCALENDAR");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void AddEvent(StringBuilder text, StatusView view, PlannedWork work, string origin)
    {
        var words = view.Words;
        var moved = work.Notices[0].At;
        // Over before its announced end, it lasted that long; an event has some length in any case.
        var end = work is { IsCancelled: false, Ended: { } ended } ? ended : work.To;
        var about = string.Join(", ", view.Whole.Components.Where(component => work.Components.Contains(component.Id)).Select(static component => component.Name));
        Line(text, "BEGIN:VEVENT");
        Line(text, $"UID:{work.Uid:D}");
        Line(text, $"SEQUENCE:{work.Sequence.ToString(CultureInfo.InvariantCulture)}");
        Line(text, $"DTSTAMP:{Utc(moved)}");
        Line(text, $"CREATED:{Utc(work.Notices[^1].At)}");
        Line(text, $"LAST-MODIFIED:{Utc(moved)}");
        Line(text, $"DTSTART:{Utc(work.From)}");
        Line(text, $"DTEND:{Utc(end > work.From ? end : work.From.AddMinutes(1))}");
        Line(text, $"SUMMARY:{Escape(work.Title)}");
        Line(text, $"DESCRIPTION:{Escape(about.Length > 0 ? words.Say("plannedDescription", work.Text, about) : work.Text)}");
        if (Uri.TryCreate(origin + view.Links.Planned(work.Number, words.Language), UriKind.Absolute, out var address) && address.Scheme.StartsWith("http", StringComparison.Ordinal))
            Line(text, $"URL:{address.AbsoluteUri}");
        Line(text, work.IsCancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
        Line(text, "TRANSP:TRANSPARENT");
        Line(text, "END:VEVENT");
    }

    private static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    // Section 3.3.11. Other control characters have no way to be written.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var letter in text.ReplaceLineEndings("\n"))
            _ = letter switch
            {
                '\\' or ';' or ',' => escaped.Append('\\').Append(letter),
                '\n' => escaped.Append("\\n"),
                _ when char.IsControl(letter) && letter != '\t' => escaped,
                _ => escaped.Append(letter),
            };
        return escaped.ToString();
    }

    // Section 3.1: no line has more than 75 octets, and a character is not cut in two.
    private static void Line(StringBuilder text, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}
