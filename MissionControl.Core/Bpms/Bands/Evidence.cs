namespace MissionControl.Core.Bpms.Bands;

/// <summary>How strange a sample and those before it are, as shares of what is far for this series: 1 is farther than its usual worst.</summary>
/// <param name="Below">Below what is expected, alone or for a long while.</param>
/// <param name="Above">The same above.</param>
/// <param name="Flat">The very same value for too long.</param>
/// <param name="Bar">So strange it must be to be off: 1, or more soon after trouble.</param>
/// <param name="Strangest">Of all channels but silence, however they are judged.</param>
/// <param name="Channel">Which channel is the strangest.</param>
/// <param name="IsFar">Outside the band and strange: the level does not follow it.</param>
internal readonly record struct Evidence(double Below, double Above, double Flat, double Bar, double Strangest, Channel Channel, bool IsFar)
{
    /// <summary>Outside a learned band, but less strange than this, is what one sample in twenty does: nothing to watch.</summary>
    public const double WorthWatching = 0.75;

    /// <summary>When several samples together are strange, and not one alone: for how many minutes all of them have been on that side of what is expected; else 0.</summary>
    public double LastedMinutes { get; init; }

    /// <summary>How rare it is that so little came of late, whatever the last sample is, as a share of what is far; where nothing came for a few minutes, which is seldom, worth watching at least. Part of <see cref="Below"/>.</summary>
    public double Silent { get; init; }

    /// <summary>Of samples that come rarely: seven times as far from what is usual as half of all are.</summary>
    public bool IsBeyondFence { get; init; }

    /// <summary>Fixed limits know no degrees: whatever is outside is far.</summary>
    public static readonly Evidence OfLimits = new(double.PositiveInfinity, double.PositiveInfinity, 0, 1, 0, Channel.Low, false);
}
