namespace MissionControl.Core.Bpms.Bands;

/// <summary>
/// Where so few events are expected that chance leaves out all of them within weeks, that they are missing says nothing, whatever the distances of
/// the values: a minute without any where one in seven minutes is usual is no departure.
/// </summary>
/// <param name="one">What one event is in the unit of the values; <see langword="null"/>: they are no multiples of one.</param>
/// <param name="interval">The usual time between samples.</param>
internal readonly struct FewEvents(double? one, TimeSpan interval)
{
    /// <summary>The least that is expected of a sample where no chance leaves out all of it, of the short averages and of the long ones.</summary>
    private readonly double _alone = Least(one, interval, interval.TotalMinutes);

    private readonly double _shortly = Least(one, interval, EvidenceGauge.ShortMinutes(interval));
    private readonly double _forLong = Least(one, interval, EvidenceGauge.LongMinutes(interval));

    /// <summary>Takes back what is said of too few.</summary>
    /// <param name="strange">What the samples say.</param>
    /// <param name="expected">Of one, in its own unit.</param>
    public void Hush(ref Channels strange, double expected)
    {
        if (expected >= _alone)
            return;
        strange[Channel.Low] = 0;
        if (expected < _shortly)
            strange[Channel.LowShort] = 0;
        if (expected < _forLong)
            strange[Channel.LowLong] = 0;
    }

    private static double Least(double? one, TimeSpan interval, double minutes) =>
        one is { } single ? single * FarLearner.RarestByChance(interval) * interval.TotalMinutes / minutes : double.NegativeInfinity;
}
