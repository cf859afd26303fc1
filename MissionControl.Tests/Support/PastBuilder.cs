using System.Collections.Immutable;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Memory;

namespace MissionControl.Tests.Support;

public static partial class A
{
    public static PastBuilder Past() => new();
}

/// <summary>A day of sign-in success at 70 % of 62 to 78 %, a point every two minutes, not shown then unless told otherwise.</summary>
public sealed class PastBuilder
{
    private static readonly Band Limits = new(0.62, 0.70, 0.78);

    private readonly HistoryRange _range = HistoryRange.Default(A.Moment);
    private readonly List<(DateTimeOffset From, DateTimeOffset To, double? Value, TileState? State)> _stretches = [];
    private TileState? _state;

    /// <summary>Shown all the time, and normal.</summary>
    public PastBuilder Judged()
    {
        _state = TileState.Normal;
        return this;
    }

    public PastBuilder With(DateTimeOffset from, TimeSpan length, double value, TileState? state)
    {
        _stretches.Add((from, from + length, value, state));
        return this;
    }

    public PastBuilder Silent(DateTimeOffset from, TimeSpan length)
    {
        _stretches.Add((from, from + length, null, null));
        return this;
    }

    public HistoryView Build()
    {
        var points = ImmutableArray.CreateBuilder<HistoryPoint>();
        for (var at = _range.From; at < _range.To; at += _range.Step)
        {
            var told = _stretches.Where(stretch => at >= stretch.From && at < stretch.To).Cast<(DateTimeOffset From, DateTimeOffset To, double? Value, TileState? State)?>().FirstOrDefault();
            points.Add(told is { } stretch
                ? new(at, stretch.Value, stretch.Value is null ? null : 500, Limits, stretch.State)
                : new(at, 0.70, 500, Limits, _state));
        }

        return new HistoryView
        {
            Bpm = Some.Ratio(),
            Range = _range,
            Step = _range.Step,
            Points = points.ToImmutable(),
            WeekBefore = [new(_range.From, 0.69), new(_range.To, 0.71)],
        };
    }
}
