using MissionControl.Core.Bpms.Bands;

namespace MissionControl.Core.Bpms.Trying;

/// <summary>Why a row has the state it has, in one sentence. Not thread-safe: remembers the sentence of the hour.</summary>
internal sealed class TryWords(TimeZoneInfo zone)
{
    private Baseline? _baseline;
    private long _hour = -1;
    private string _basis = "";

    public string Reason(in Sample sample, in SessionStep step, BandSession session)
    {
        if (session.Judged is not { } baseline || step.Point is null)
            return $"learning: {session.Samples} of {BandSession.FirstLearnedAt} samples";
        var basis = Basis(baseline, sample.At);
        return step.State switch
        {
            TileState.TooFew => "too few to judge",
            TileState.Watch or TileState.Off => $"{Departure(step.Evidence, session.Side)} since {session.Since:yyyy-MM-ddTHH:mm:ssZ}; expected by {basis}",
            _ => $"expected by {basis}",
        };
    }

    private string Basis(Baseline baseline, DateTimeOffset at)
    {
        var hour = at.UtcTicks / TimeSpan.TicksPerHour;
        if (hour != _hour || !ReferenceEquals(baseline, _baseline))
            (_hour, _baseline, _basis) = (hour, baseline, Lower(BandWords.Basis(baseline, TimeZoneInfo.ConvertTime(at, zone))));
        return _basis;
    }

    private static string Departure(in Evidence evidence, Direction? side) => evidence switch
    {
        { Flat: >= 1 } => "the very same value for longer than it ever is",
        { Channel: Channel.Low or Channel.High, Strangest: >= 1 } => $"{Side(side)} normal, farther than on its usual worst days",
        { Channel: Channel.LowLong or Channel.HighLong or Channel.LowShort or Channel.HighShort, Strangest: >= 1 } => $"{Side(side)} normal for longer than on its usual worst days",
        { Silent: >= Evidence.WorthWatching } when side == Direction.Below => "below normal, with so little of late as is seldom",
        { IsBeyondFence: true } => $"{Side(side)} normal, {Fence.Outer} times as far from what is usual as half of all samples are",
        _ => $"{Side(side)} normal",
    };

    private static string Side(Direction? side) => side == Direction.Above ? "above" : "below";

    private static string Lower(string words) => char.ToLowerInvariant(words[0]) + words[1..];
}
