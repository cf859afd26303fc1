using System.Collections.Immutable;

namespace MissionControl.Core.Changes.Guilt;

/// <summary>Something went wrong: where, and since when as far as can be seen.</summary>
/// <param name="Services">Those it was seen in; empty when nobody said which.</param>
/// <param name="At">When it was first seen, UTC.</param>
/// <param name="Slack">It may really have begun up to so long before <paramref name="At"/>: windows and patience keep it from being seen at once. 1 to 30 minutes; what is outside is taken as the nearer end.</param>
public sealed record Break(ImmutableArray<string> Services, DateTimeOffset At, TimeSpan Slack)
{
    /// <summary>The shortest slack: samples and clocks are no better than that.</summary>
    public static readonly TimeSpan LeastSlack = TimeSpan.FromMinutes(1);

    public static readonly TimeSpan MostSlack = TimeSpan.FromMinutes(30);

    /// <summary>Of an alert: rules wait for some minutes before they fire, and do not say how many.</summary>
    public static readonly TimeSpan AlertSlack = TimeSpan.FromMinutes(10);

    /// <summary>A metric that left its band.</summary>
    public static Break Of(Bpms.Bpm bpm, DateTimeOffset left) => new(bpm.Services, left, bpm.Interval + bpm.Patience);

    internal double SlackMinutes => Math.Clamp(Slack.TotalMinutes, LeastSlack.TotalMinutes, MostSlack.TotalMinutes);
}
