using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Memory;

namespace MissionControl.Web.Bpms;

/// <summary>The past drawn, said and tabled. Static: chart.js puts an ApexCharts drawing in the place of the still picture.</summary>
public sealed partial class HistoryFigure
{
    /// <summary>A table longer than this is read by nobody; the file has all.</summary>
    private const int MostRows = 200;

    private HistoryPicture _picture = new("", "", "");
    private ImmutableArray<HistoryPoint> _rows = [];

    [Parameter, EditorRequired]
    public required Bpm Bpm { get; set; }

    [Parameter, EditorRequired]
    public required HistoryView View { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    private HistoryRange Range => View.Range;

    private DateTimeOffset? End => Range.Pinned ? Range.To : null;

    private string Summary => SummaryWords.Of(Bpm, View, Zone);

    protected override void OnParametersSet()
    {
        _picture = HistoryPicture.Of(View);
        _rows = [.. View.Points.Reverse().Take(MostRows)];
    }
}
