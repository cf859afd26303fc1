namespace MissionControl.Core.Changes.Guilt;

/// <summary>
/// How likely a guilty change is to be told so long before its break is seen, per minute. Nobody knows how fast the next change breaks things:
/// for each it is some exponential delay, and over the unknown rates (a gamma distribution of them) that makes a Lomax distribution, steep for
/// minutes and with a long tail for what fills up slowly.
/// </summary>
internal static class LagRules
{
    /// <summary>Half of all guilty changes show within so many minutes: what post-mortems tell is a few minutes for a crash, an hour for a leak.</summary>
    private const double Median = 6;

    /// <summary>The weight of the tail: 1 leaves one in eleven for more than an hour, one in sixty for more than six.</summary>
    private const double Shape = 1;

    /// <summary>
    /// Some are told only when they are complete, clocks differ, and noise may leave a band before the break does: so many are told after it is seen.
    /// </summary>
    private const double ToldAfter = 0.08;

    /// <summary>Minutes by which such a one is late, on average.</summary>
    private const double Late = 3;

    /// <summary>What lies farther before cannot be told from chance.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(3);

    /// <summary>What is told later than that is no cause but an answer.</summary>
    public static readonly TimeSpan LatestAfter = TimeSpan.FromMinutes(15);

    private static readonly double Scale = Median / (Math.Pow(2, 1 / Shape) - 1);

    /// <summary>Of a change that was at once.</summary>
    /// <param name="minutes">From the change to when the break was seen; negative when it was told after.</param>
    /// <param name="slack">Minutes by which the break may have been seen too late.</param>
    public static double Density(double minutes, double slack) =>
        (minutes < 0 ? ToldAfter / Late * Math.Exp(minutes / Late) : 0)
        + ((1 - ToldAfter) * (Until(minutes) - Until(minutes - slack)) / slack);

    /// <summary>
    /// Of a change that went on for a while: some break at the first step, some at the last, the others anywhere between. A long one is thereby
    /// suspected all the time it goes on, but at each moment little.
    /// </summary>
    /// <param name="began">Minutes from its beginning to when the break was seen.</param>
    /// <param name="ended">From its end; negative while it still went on.</param>
    /// <param name="slack">As above.</param>
    public static double Density(double began, double ended, double slack) =>
        (Density(began, slack) + Density(ended, slack) + ((Until(began) - Until(ended)) / (began - ended))) / 3;

    /// <summary>The share that shows within so many minutes.</summary>
    private static double Until(double minutes) => minutes <= 0 ? 0 : 1 - Math.Pow(1 + (minutes / Scale), -Shape);
}
