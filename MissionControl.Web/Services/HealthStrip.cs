using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;
using MissionControl.Core.Services.History;
using MissionControl.Web.Shared;
using State = MissionControl.Core.Services.Health;

namespace MissionControl.Web.Services;

/// <summary>
/// A bar for each day, as one string that moves only when a day does. Height says what colour says: a quarter for maintenance, half for degraded, three
/// quarters for a partial and all of it for a major outage, on top of what was operational; a day without data is a dot on the floor.
/// </summary>
internal static class HealthStrip
{
    private const int Step = 4;
    private const int Width = 3;
    private const int Height = 28;

    public static MarkupString Draw(ImmutableArray<HealthDay> days)
    {
        // Days of a kind are one path: most are, and nobody needs to point at them.
        var (fine, partly, empty) = (new StringBuilder(), new StringBuilder(), new StringBuilder());
        var troubled = ImmutableArray.CreateBuilder<MarkupString>();
        for (var index = 0; index < days.Length; index++)
        {
            var (x, time) = (index * Step, days[index].Time);
            if (time.Worst is not { } worst)
            {
                Bar(empty, x, 2);
                continue;
            }

            Bar(time.NoData > time.Recorded ? partly : fine, x, Height);
            if (worst is not State.Operational)
                troubled.Add(Trouble(days[index], x, worst));
        }

        var box = $"0 0 {Number((days.Length * Step) - (Step - Width))} {Number(Height)}";
        var bars = string.Concat(troubled);
        return Markup.Of($"<svg viewBox=\"{box}\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><path class=\"day-fine\" d=\"{fine.ToString()}\"/><path class=\"day-partly\" d=\"{partly.ToString()}\"/><path class=\"day-empty\" d=\"{empty.ToString()}\"/>{new MarkupString(bars)}</svg>");
    }

    private static MarkupString Trouble(HealthDay day, int x, State worst)
    {
        var (look, height) = worst switch
        {
            State.MajorOutage => ("day-act", Height),
            State.PartialOutage => ("day-act", Height * 3 / 4),
            State.Degraded => ("day-watch", Height / 2),
            _ => ("day-info", Height / 4),
        };
        var bar = new StringBuilder();
        Bar(bar, x, height);
        return Markup.Of($"<path class=\"{look}\" d=\"{bar.ToString()}\"><title>{HealthWords.Day(day)}</title></path>");
    }

    private static void Bar(StringBuilder path, int x, int height) =>
        path.Append(CultureInfo.InvariantCulture, $"M{x} {Height - height}h{Width}v{height}h-{Width}z");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
