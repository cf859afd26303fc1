using System.Globalization;

namespace MissionControl.Core.Bpms.Trying;

/// <summary>One row of an exported history.</summary>
/// <param name="Timestamp">As it came.</param>
/// <param name="Value">As it came.</param>
/// <param name="Sample"><see langword="null"/>: a gap, or a row that cannot be read.</param>
/// <param name="Problem">Why it cannot be read, with the column (from 1) where that shows.</param>
internal readonly record struct SeriesRow(string Timestamp, string Value, Sample? Sample, (int Column, string Words)? Problem);

/// <summary>
/// Reads exported histories: a header with <c>timestamp</c> and <c>value</c> and maybe <c>volume</c>, in any case and order, among other
/// columns; fields may be quoted. Times are ISO 8601, with a blank for the T if you like, or Unix seconds or milliseconds. An empty value
/// or one that is no finite number (NaN, Inf) is a gap.
/// </summary>
/// <param name="zone">For times without an offset.</param>
internal sealed class SeriesReader(TimeZoneInfo zone)
{
    private const int FirstYear = 1970;
    private const int LastYear = 2999;
    private const int LongestQuote = 40;
    private const int MostNamed = 12;
    private const long FirstUnixSeconds = 100_000_000;
    private const long FirstUnixMilliseconds = 100_000_000_000;
    private readonly List<(int Column, string Text)> _fields = [];
    private int _timestamp;
    private int _value;
    private int _volume;

    /// <summary><see langword="null"/> when the header will do; otherwise what is the matter with it.</summary>
    public string? ReadHeader(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
            return "expected a header with the columns timestamp and value";
        Split(line.TrimStart('\uFEFF'));
        (_timestamp, _value, _volume) = (Find("timestamp"), Find("value"), Find("volume"));
        var missing = _timestamp < 0 ? "timestamp" : _value < 0 ? "value" : null;
        return missing is null ? null : $"there is no column '{missing}' among {string.Join(", ", _fields.Take(MostNamed).Select(static field => Quoted(field.Text)))}";
    }

    public SeriesRow Read(string line)
    {
        Split(line);
        if (_fields.Count <= Math.Max(_timestamp, _value))
            return new(Text(_timestamp), Text(_value), null, (line.Length + 1, $"the row has {_fields.Count} columns, the header has more"));
        var (timestamp, value) = (_fields[_timestamp], _fields[_value]);
        if (ReadTime(timestamp.Text) is not { } at)
            return new(timestamp.Text, value.Text, null, (timestamp.Column, $"{Quoted(timestamp.Text)} is not a time such as 2026-03-03T14:00:00Z"));
        if (value.Text.Length == 0)
            return new(timestamp.Text, value.Text, null, null);
        if (ReadNumber(value.Text) is not { } number)
            return new(timestamp.Text, value.Text, null, (value.Column, $"{Quoted(value.Text)} is not a number"));
        if (!double.IsFinite(number))
            return new(timestamp.Text, value.Text, null, null);
        var volume = _volume >= 0 && _volume < _fields.Count ? _fields[_volume] : default;
        if (volume.Text is { Length: > 0 } && ReadNumber(volume.Text) is not >= 0)
            return new(timestamp.Text, value.Text, null, (volume.Column, $"{Quoted(volume.Text)} is not a volume, which is a number from 0"));
        return new(timestamp.Text, value.Text, new Sample(at, number, volume.Text is { Length: > 0 } ? ReadNumber(volume.Text) : null), null);
    }

    /// <summary>Text of a file for a message: short, on one line.</summary>
    private static string Quoted(string text)
    {
        var start = text.Length > LongestQuote ? text[..LongestQuote] + "…" : text;
        return $"'{string.Concat(start.Select(static letter => char.IsControl(letter) ? '?' : letter))}'";
    }

    private static double? ReadNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private DateTimeOffset? ReadTime(string text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var unix))
            return unix switch
            {
                >= FirstUnixMilliseconds and < FirstUnixMilliseconds * 100 => DateTimeOffset.FromUnixTimeMilliseconds(unix),
                >= FirstUnixSeconds and < FirstUnixMilliseconds => DateTimeOffset.FromUnixTimeSeconds(unix),
                _ => null,
            };
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind | DateTimeStyles.AllowWhiteSpaces, out var time))
            return null;
        if (time.Year is < FirstYear or > LastYear)
            return null;
        return time.Kind == DateTimeKind.Unspecified ? new DateTimeOffset(time, zone.GetUtcOffset(time)).ToUniversalTime()
            : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces).ToUniversalTime();
    }

    private int Find(string name) => _fields.FindIndex(field => field.Text.Equals(name, StringComparison.OrdinalIgnoreCase));

    private string Text(int index) => index < _fields.Count ? _fields[index].Text : "";

    private void Split(string line)
    {
        _fields.Clear();
        for (var at = 0; at <= line.Length;)
        {
            var begin = at;
            if (at < line.Length && line[at] == '"')
            {
                var end = at + 1;
                while (end < line.Length && (line[end] != '"' || (end + 1 < line.Length && line[end + 1] == '"')))
                    end += line[end] == '"' ? 2 : 1;
                _fields.Add((begin + 1, line[(at + 1)..Math.Min(end, line.Length)].Replace("\"\"", "\"", StringComparison.Ordinal).Trim()));
                at = line.IndexOf(',', Math.Min(end, line.Length)) is >= 0 and var comma ? comma + 1 : line.Length + 1;
                continue;
            }

            var next = line.IndexOf(',', at);
            _fields.Add((begin + 1, (next < 0 ? line[at..] : line[at..next]).Trim()));
            at = next < 0 ? line.Length + 1 : next + 1;
        }
    }
}
