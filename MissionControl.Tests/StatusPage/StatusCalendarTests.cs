using System.Text;
using System.Text.RegularExpressions;
using MissionControl.Core.Maintenance;
using MissionControl.Core.StatusPage;
using MissionControl.Tests.Support;
using MissionControl.Tests.Support.StatusPage;
using MissionControl.Web.StatusPage;

namespace MissionControl.Tests.StatusPage;

/// <summary>The calendar against the grammar of RFC 5545: octets of lines, folding, escapes, and what an event must have.</summary>
public sealed partial class StatusCalendarTests
{
    private static readonly DateTimeOffset _now = A.Moment;

    [Fact]
    public void Every_line_is_at_most_75_octets_and_no_character_is_cut_in_two()
    {
        var hard = Works.Work(Works.Draft(_now.AddHours(1), _now.AddHours(2)) with { Title = string.Concat(Enumerable.Repeat("🦄 Ställe; ", 10)).Trim(), Text = string.Concat(Enumerable.Repeat("Überall, \\ und\nhier: 🦄🦄🦄. ", 20)).Trim() }, _now);
        var bytes = Bytes(hard);
        var lines = Encoding.UTF8.GetString(bytes).Split("\r\n");
        Assert.Equal("", lines[^1]);
        Assert.All(lines, static line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line));
        Assert.All(lines, static line => Assert.DoesNotContain('\n', line));
        Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(bytes));
        var read = Assert.Single(Events(bytes));
        Assert.Equal((hard.Title, hard.Text + " About: Overnight records."), (Unescape(read["SUMMARY"]), Unescape(read["DESCRIPTION"])));
    }

    [Fact]
    public void An_event_has_what_calendars_need_once()
    {
        var read = Assert.Single(Events(Bytes(Works.Work(_now.AddHours(1), _now.AddHours(2)))));
        Assert.Equal("01234567-89ab-7def-8123-456789abcdef", read["UID"]);
        Assert.Equal(("20261121T030400Z", "20261121T040400Z", "20261121T020400Z"), (read["DTSTART"], read["DTEND"], read["DTSTAMP"]));
        Assert.Equal(("0", "CONFIRMED", "TRANSPARENT"), (read["SEQUENCE"], read["STATUS"], read["TRANSP"]));
        Assert.Equal("https://status.example.org/status/planned/1", read["URL"]);
    }

    [Fact]
    public void Moved_it_is_the_same_event_with_a_higher_sequence_and_cancelled_it_says_so()
    {
        var work = Works.Work(_now.AddHours(1), _now.AddHours(2));
        var moved = WorkRules.Do(work, new WorkAct.Edit(Works.Draft(_now.AddHours(3), _now.AddHours(4))), 1, Works.House, _now.AddMinutes(1)).Work!;
        var cancelled = WorkRules.Do(moved, new WorkAct.Cancel(""), 2, Works.House, _now.AddMinutes(2)).Work!;
        var events = new[] { work, moved, cancelled }.Select(static one => Events(Bytes(one)).Single()).ToArray();
        Assert.Single(events.Select(static one => one["UID"]).Distinct());
        Assert.Equal(["0", "1", "2"], events.Select(static one => one["SEQUENCE"]));
        Assert.Equal(["CONFIRMED", "CONFIRMED", "CANCELLED"], events.Select(static one => one["STATUS"]));
        Assert.Equal(["20261121T020400Z", "20261121T020500Z", "20261121T020600Z"], events.Select(static one => one["DTSTAMP"]));
    }

    [Fact]
    public void What_ended_in_the_moment_it_began_still_has_a_length()
    {
        var work = Works.Work(_now, _now.AddHours(2)) with { EndedAt = _now };
        Assert.Equal("20261121T020500Z", Assert.Single(Events(Bytes(work)))["DTEND"]);
    }

    [Fact]
    public void Nothing_planned_is_an_empty_calendar() => Assert.Empty(Events(StatusCalendar.Write(View(new PublicCase().Make()), "")));

    private static byte[] Bytes(Work work) => StatusCalendar.Write(View(new PublicCase().With(work).Make()), "https://status.example.org");

    private static StatusView View(PublicModel model) => new(model, [], _now, StatusWords.Usual, StatusLinks.Server);

    /// <summary>Unfolds, holds every content line to the grammar of section 3.1, and every event to section 3.6.1.</summary>
    private static List<Dictionary<string, string>> Events(byte[] bytes)
    {
        var lines = Encoding.UTF8.GetString(bytes).Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, static line => Assert.Matches(ContentLine(), line));
        Assert.Equal(("BEGIN:VCALENDAR", "VERSION:2.0", "END:VCALENDAR"), (lines[0], lines[1], lines[^1]));
        Assert.Single(lines, static line => line.StartsWith("PRODID:", StringComparison.Ordinal));
        List<Dictionary<string, string>> events = [];
        Dictionary<string, string>? current = null;
        foreach (var line in lines)
        {
            var (name, value) = (line[..line.IndexOfAny([':', ';'])], line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..]);
            if (line == "BEGIN:VEVENT")
                current = [];
            else if (line == "END:VEVENT")
                events.Add(current!);
            else if (events.Count == 0 || current is not null)
                current?.Add(name, value);
            current = line == "END:VEVENT" ? null : current;
        }

        foreach (var one in events)
        {
            Assert.All((string[])["UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"], key => Assert.True(one.ContainsKey(key), key));
            Assert.All(one.Where(static part => part.Key.StartsWith("DT", StringComparison.Ordinal)), static part => Assert.Matches(Moment(), part.Value));
            Assert.True(string.CompareOrdinal(one["DTEND"], one["DTSTART"]) > 0);
            Assert.All((string[])["SUMMARY", "DESCRIPTION"], key => Assert.Matches(EscapedText(), one[key]));
        }

        return events;
    }

    private static string Unescape(string text) => Escape().Replace(text, static match => match.Value is "\\n" or "\\N" ? "\n" : match.Value[1..]);

    [GeneratedRegex(@"^[A-Z0-9-]+(?:;[A-Z0-9-]+=[^;:,""]+)*:[^\x00-\x08\x0A-\x1F\x7F]*$", RegexOptions.NonBacktracking)]
    private static partial Regex ContentLine();

    [GeneratedRegex(@"^\d{8}T\d{6}Z$", RegexOptions.NonBacktracking)]
    private static partial Regex Moment();

    [GeneratedRegex(@"^(?:[^\\;,]|\\[\\;,nN])*$", RegexOptions.NonBacktracking)]
    private static partial Regex EscapedText();

    [GeneratedRegex(@"\\[\\;,nN]", RegexOptions.NonBacktracking)]
    private static partial Regex Escape();
}
