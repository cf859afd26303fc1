using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MissionControl.Core.Bpms.Memory;
using MissionControl.Core.Calendars;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Api;

/// <summary>
/// History as CSV (RFC 4180). Every field is a time, a number or the name of a state or of a declared stretch's kind that we wrote ourselves, so no field can start a
/// formula in a spreadsheet; a text column added here must be guarded.
/// </summary>
internal static class HistoryCsv
{
    public const string Header = "at,value,volume,lower,expected,upper,state,stretch";

    public static string Write(HistoryView view, ImmutableArray<Stretch> declared)
    {
        var csv = new StringBuilder(Header).Append("\r\n");
        foreach (var point in view.Points)
        {
            csv.Append(Time(point.At)).Append(',').Append(Number(point.Value)).Append(',').Append(Number(point.Volume)).Append(',')
                .Append(Number(point.Band?.Lower)).Append(',').Append(Number(point.Band?.Expected)).Append(',').Append(Number(point.Band?.Upper)).Append(',')
                .Append(point.State?.ToString()).Append(',')
                .AppendJoin(' ', declared.Where(stretch => stretch.IsException && stretch.Covers(point.At)).Select(stretch => stretch.Kind.ToString())).Append("\r\n");
        }

        return csv.ToString();
    }

    /// <summary><c>sign-in-success-24h-20261121T020400Z.csv</c>.</summary>
    public static string NameOf(HistoryView view)
    {
        var range = view.Range.Name ?? Stamp(view.Range.From);
        var id = string.Concat(view.Bpm.Id.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'));
        return $"{id}-{range}-{Stamp(view.Range.To)}.csv";
    }

    /// <summary>UTC with Z; parts of a second only where there are some.</summary>
    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);

    private static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Number(double? value) => Known.Number(value)?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}
