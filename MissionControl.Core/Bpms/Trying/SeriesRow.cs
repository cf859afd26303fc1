using System.Collections.Frozen;
using System.Globalization;
using MissionControl.Core.Wording;

namespace MissionControl.Core.Bpms.Trying;

/// <summary>One row of an exported history.</summary>
/// <param name="Timestamp">As it came.</param>
/// <param name="Value">As it came.</param>
/// <param name="Sample"><see langword="null"/>: a gap, or a row that cannot be read.</param>
/// <param name="Problem">Why it cannot be read, with the column (from 1) where that shows.</param>
/// <param name="Column">Where its timestamp begins, from 1.</param>
internal readonly record struct SeriesRow(string Timestamp, string Value, Sample? Sample, (int Column, string Words)? Problem, int Column);

/// <summary>
/// Reads exported histories: a header with <c>timestamp</c> and <c>value</c> and maybe <c>volume</c>, in any case and order, among other
/// columns; fields may be quoted. Times are ISO 8601, with a blank for the T if you like, or Unix seconds or milliseconds. An empty value
/// or one that is no finite number (NaN, Inf, null, NA) is a gap. Of an hour that comes twice when clocks go back, the first is read first.
/// </summary>
/// <param name="zone">For times without an offset.</param>
/// <param name="isShare">Must every value lie between 0 and 1?</param>
internal sealed class SeriesReader(TimeZoneInfo zone, bool isShare)
{
    private const int FirstYear = 1970;
    private const int LastYear = 2999;
    private const int LongestQuote = 40;
    private const int MostNamed = 12;
    private const int YearDigits = 4;
    private const long FirstUnixSeconds = 100_000_000;
    private const long FirstUnixMilliseconds = 100_000_000_000;

    // As Prometheus, Grafana, R and spreadsheets write what they do not know.
    private static readonly FrozenSet<string> _unknown = FrozenSet.ToFrozenSet(["null", "na", "n/a", "none", "-", "inf", "+inf", "-inf"], StringComparer.OrdinalIgnoreCase);
    private readonly List<(int Column, string Text)> _fields = [];
    private int _timestamp;
    private int _value;
    private int _volume;
    private int _columns;
    private DateTimeOffset _before;

    /// <summary><see langword="null"/> when the header will do; otherwise what is the matter with it.</summary>
    public string? ReadHeader(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
            return "expected a header with the columns timestamp and value";
        Split(line.TrimStart('\uFEFF'));
        (_timestamp, _value, _volume, _columns) = (Find("timestamp"), Find("value"), Find("volume"), _fields.Count);
        var missing = _timestamp < 0 ? "timestamp" : _value < 0 ? "value" : null;
        return missing is null ? null : $"there is no column '{missing}' among {string.Join(", ", _fields.Take(MostNamed).Select(static field => Quoted(field.Text)))}{Separated(line)}";
    }

    private string Separated(string line) => _fields.Count > 1 ? ""
        : line.Contains(';', StringComparison.Ordinal) ? "; columns are separated by commas, not by semicolons"
        : line.Contains('\t', StringComparison.Ordinal) ? "; columns are separated by commas, not by tabs"
        : "";

    public SeriesRow Read(string line)
    {
        Split(line);
        if (_fields.Count <= Math.Max(_timestamp, _value))
            return new(Text(_timestamp), Text(_value), null, (line.Length + 1, $"the row has {Words.Count(_fields.Count, "column", "columns")}, the header {_columns}"), 1);
        var (timestamp, value) = (_fields[_timestamp], _fields[_value]);
        var volume = _volume >= 0 && _volume < _fields.Count ? _fields[_volume] : default;
        if (ReadTime(timestamp.Text) is not { } at)
            return Wrong(timestamp, $"{Quoted(timestamp.Text)} is not a time such as 2026-03-03T14:00:00Z");
        _before = at;
        if (IsUnknown(value.Text))
            return new(timestamp.Text, value.Text, null, null, timestamp.Column);
        if (ReadNumber(value.Text) is not { } number)
            return Wrong(value, $"{Quoted(value.Text)} is not a number");
        if (isShare && number is not (>= 0 and <= 1))
            return Wrong(value, $"{Quoted(value.Text)} is not a share, which lies between 0 and 1: 70 % is 0.7");
        if (volume.Text is { Length: > 0 } && !IsUnknown(volume.Text) && ReadNumber(volume.Text) is not >= 0)
            return Wrong(volume, $"{Quoted(volume.Text)} is not a volume, which is a number from 0");
        return new(timestamp.Text, value.Text, new Sample(at, number, volume.Text is { Length: > 0 } && !IsUnknown(volume.Text) ? ReadNumber(volume.Text) : null), null, timestamp.Column);

        SeriesRow Wrong((int Column, string Text) field, string words) => new(timestamp.Text, value.Text, null, (field.Column, words), timestamp.Column);
    }

    private static bool IsUnknown(string text) => text.Length == 0 || _unknown.Contains(text) || (ReadNumber(text) is { } number && !double.IsFinite(number));

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
        // As Prometheus writes them, with a fraction.
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
            return seconds is >= FirstUnixSeconds and < FirstUnixMilliseconds ? DateTimeOffset.UnixEpoch.AddSeconds(seconds) : null;
        // The year comes first: nobody can tell whether 07/09 is in July or in September.
        if (text.Length < YearDigits || text.AsSpan(0, YearDigits).ContainsAnyExceptInRange('0', '9'))
            return null;
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind | DateTimeStyles.AllowWhiteSpaces, out var time))
            return null;
        if (time.Year is < FirstYear or > LastYear)
            return null;
        return time.Kind == DateTimeKind.Unspecified ? ReadLocal(time)
            : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces).ToUniversalTime();
    }

    private DateTimeOffset ReadLocal(DateTime time)
    {
        if (!zone.IsAmbiguousTime(time))
            return new DateTimeOffset(time, zone.GetUtcOffset(time)).ToUniversalTime();
        var offsets = zone.GetAmbiguousTimeOffsets(time);
        var first = new DateTimeOffset(time, offsets.Max()).ToUniversalTime();
        return first > _before ? first : new DateTimeOffset(time, offsets.Min()).ToUniversalTime();
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
