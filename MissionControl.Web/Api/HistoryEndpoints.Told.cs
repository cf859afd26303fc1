using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Memory;
using MissionControl.Core.Calendars;
using MissionControl.Web.Api.Documents;

namespace MissionControl.Web.Api;

internal static partial class HistoryEndpoints
{
    private static readonly DateTimeOffset _from = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);

    private static readonly Asked[] _asks =
    [
        BoardEndpoints.Id,
        Asked.OneOf("range", "How far back from its end. Not together with from.", HistoryRange.Names, HistoryRange.Usual),
        Asked.Time("from", "Where it begins, instead of range. At most 400 days before its end.", "2026-11-20T00:00:00Z"),
        Asked.Time("to", "Where it ends; now without it.", "2026-11-20T12:00:00Z"),
    ];

    private static readonly Told _history = new("getBpmHistory", "The past of a BPM")
    {
        Words = "What the board showed; where it showed nothing, what the source says, judged by the present band and without a state. A moment of which nothing is known has the value null.",
        Asks = [.. _asks],
        IsTagged = true,
        Answers =
        [
            Given.Json(
                "Its points, oldest first.",
                new HistoryAnswer(
                    "sign-in-success", 60, _from, _from.AddHours(12), null,
                    [new(_from.AddSeconds(8), 0.703, 512, 0.62, 0.7, 0.78, TileState.Normal), new(_from.AddMinutes(1), null, null, null, null, null, null)],
                    [new(_from.AddHours(2), _from.AddHours(3), StretchKind.Outage, "Directory was slow")]),
                ApiJson.Context.HistoryAnswer),
        ],
    };

    private static readonly Told _csv = new("getBpmHistoryCsv", "The past of a BPM as CSV")
    {
        Words = "The same points, a line each, for a spreadsheet. stretch names the kinds of declared stretches that cover the point.",
        Asks = [.. _asks],
        IsTagged = true,
        Answers = [Given.Text("RFC 4180, with a header.", "text/csv", HistoryCsv.Header + "\r\n2026-11-20T00:00:08Z,0.703,512,0.62,0.7,0.78,Normal,\r\n")],
    };
}
