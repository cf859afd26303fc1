using System.Text;
using MissionControl.Core;
using MissionControl.Core.StatusPage;

namespace MissionControl.Web.StatusPage;

/// <summary>A small picture for pages of others: the worst there is, as a word and a colour.</summary>
internal static class StatusBadge
{
    private const int Letter = 7;
    private const int LongestName = 40;

    public static byte[] Write(StatusView view)
    {
        var words = view.Words;
        var state = view.IsStale || view.Model.Components.IsEmpty ? ComponentState.Unseen
            : view.Model.Open.Where(static incident => incident.Phase != Core.Incidents.Phase.Monitoring).Select(static incident => incident.Effect)
                .Concat(view.Model.Components.Select(static component => component.State)).Max();
        // Of one part it says which; more would not fit.
        var (label, value) = (view.Show is [_] && view.Model.Components is [var only] ? OneLine.Of(only.Name, LongestName) : words["badge"], words.Of(state).ToLowerInvariant());
        var (left, right) = ((label.Length * Letter) + 12, (value.Length * Letter) + 12);
        var html = Html.Of(
            $"""<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="20" role="img"><title>{label}: {value}</title><rect width="{left + right}" height="20" rx="4" fill="#3a424c"/><path fill="{ColourOf(state)}" d="M{left} 0h{right - 4}a4 4 0 0 1 4 4v12a4 4 0 0 1-4 4H{left}z"/><g fill="#fff" text-anchor="middle" font-family="Verdana,Geneva,sans-serif" font-size="11"><text x="{left / 2}" y="14" textLength="{left - 12}">{label}</text><text x="{left + (right / 2)}" y="14" textLength="{right - 12}">{value}</text></g></svg>""");
        return Encoding.UTF8.GetBytes(html.Text);
    }

    // Each is readable under white.
    private static string ColourOf(ComponentState state) => state switch
    {
        ComponentState.Working => "#2c6e49",
        ComponentState.Watched or ComponentState.PlannedWork => "#1f5fae",
        ComponentState.Checking or ComponentState.Unseen => "#6a3fa0",
        ComponentState.Down => "#b3261e",
        _ => "#8a5200",
    };
}
