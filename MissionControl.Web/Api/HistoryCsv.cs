using System.Globalization;
using System.Text;
using MissionControl.Core.Bpms.Memory;

namespace MissionControl.Web.Api;

/// <summary>What is drawn, as CSV (RFC 4180). Numbers and fixed words only, so that no spreadsheet takes a cell for a formula.</summary>
internal static class HistoryCsv
{
    public static string Write(HistoryView view)
    {
        var csv = new StringBuilder("at,value,volume,lower,expected,upper,state\r\n");
        foreach (var point in view.Points)
            csv.Append(point.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)).Append(',')
                .Append(Number(point.Value)).Append(',')
                .Append(Number(point.Volume)).Append(',')
                .Append(Number(point.Band?.Lower)).Append(',')
                .Append(Number(point.Band?.Expected)).Append(',')
                .Append(Number(point.Band?.Upper)).Append(',')
                .Append(point.State).Append("\r\n");
        return csv.ToString();
    }

    private static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}
