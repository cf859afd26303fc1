using System.Collections.Immutable;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Bands;

namespace MissionControl.Tests.Support;

/// <summary>A tile with three hours behind it. Without further words: sign-in success, normal at 70 % of 62 to 78 %.</summary>
public sealed class TileBuilder(DateTimeOffset now)
{
    private BandBasis? _basis;
    private Bpm _bpm = new()
    {
        Id = "sign-in-success",
        Name = "Sign-in success",
        Means = "Of those who open the sign-in page, the share that reaches the dashboard.",
        Kind = BpmKind.Ratio,
        Source = "main",
        Query = new("a", "b"),
        Unit = "%",
        Band = new BandPolicy.Learned(BandKind.Seasonal, 0.95),
        Hurts = Direction.Below,
        MinimumVolume = 30,
        Owner = "identity",
    };

    private TileState _state = TileState.Normal;
    private Band? _band = new Band(0.62, 0.70, 0.78);
    private UsualRange? _usual = new UsualRange(0.30, 0.88);
    private double? _value = 0.70;
    private double? _volume = 480;
    private TimeSpan _age = TimeSpan.FromSeconds(8);
    private TimeSpan _outsideFor = TimeSpan.Zero;
    private double? _impact;
    private string? _problem;
    private long _version = 1;

    public TileBuilder Named(string id, string name, string owner)
    {
        _bpm = _bpm with { Id = id, Name = name, Owner = owner };
        return this;
    }

    public TileBuilder Counting(BpmKind kind, string unit, double value)
    {
        _bpm = _bpm with { Kind = kind, Unit = unit };
        (_value, _volume) = (value, kind is BpmKind.Ratio ? 480 : null);
        return this;
    }

    public TileBuilder Expecting(double? lower, double? upper, double usualLow, double usualHigh)
    {
        _band = new Band(lower, lower is { } from && upper is { } to ? (from + to) / 2 : null, upper);
        _usual = new UsualRange(usualLow, usualHigh);
        return this;
    }

    public TileBuilder WithFixedBand()
    {
        _bpm = _bpm with { Band = new BandPolicy.Fixed(_band?.Lower, _band?.Upper) };
        return this;
    }

    public TileBuilder Off(double value, TimeSpan lasted) => Outside(TileState.Off, value, lasted);

    /// <summary>The picture's worst tile: 41.2 % for 12 minutes, 190 people missing.</summary>
    public TileBuilder Off() => Off(0.412, TimeSpan.FromMinutes(12)).Missing(190);

    public TileBuilder Watch(double value, TimeSpan lasted) => Outside(TileState.Watch, value, lasted);

    public TileBuilder Held(double value, TimeSpan lasted) => Outside(TileState.Held, value, lasted);

    /// <summary>Outside its band, but not for long enough to be watched.</summary>
    public TileBuilder JustOutside(double value, TimeSpan lasted) => Outside(TileState.Normal, value, lasted);

    public TileBuilder Missing(double people)
    {
        _impact = -people;
        return this;
    }

    public TileBuilder Stale(TimeSpan age, string problem)
    {
        (_state, _age, _problem) = (TileState.Stale, age, problem);
        return this;
    }

    public TileBuilder Stale() => Stale(TimeSpan.FromMinutes(5), "The source does not answer");

    public TileBuilder NeverSeen()
    {
        (_state, _value, _band, _usual, _problem) = (TileState.Stale, null, null, null, "The source does not answer");
        return this;
    }

    public TileBuilder Learning()
    {
        (_state, _band, _usual) = (TileState.Learning, null, null);
        return this;
    }

    public TileBuilder TooFew(double volume)
    {
        (_state, _volume) = (TileState.TooFew, volume);
        return this;
    }

    /// <summary>Behind the band stand six weeks, as Some.Basis has them.</summary>
    internal TileBuilder Because(BandBasis basis)
    {
        (_basis, _band) = (basis, basis.Point.ToBand());
        _bpm = _bpm with { Band = new BandPolicy.Learned(basis.Rules.Kind, basis.Baseline.Width) };
        return this;
    }

    public TileBuilder Called(string counts)
    {
        _bpm = _bpm with { Counts = counts };
        return this;
    }

    public TileBuilder Version(long version)
    {
        _version = version;
        return this;
    }

    public Tile Build()
    {
        var since = now - (_outsideFor > TimeSpan.Zero && _state is not TileState.Normal ? _outsideFor : TimeSpan.FromHours(9));
        return new Tile
        {
            Bpm = _bpm,
            Version = _version,
            State = _state,
            Since = _state is TileState.Stale ? now - _age : since,
            Latest = _value is { } value ? new Sample(now - _age, value, _volume) : null,
            Band = _band,
            BandReason = _state == TileState.Learning ? "Learning: 3 of 14 days of history so far." : "95 % of the last five Saturdays at this hour",
            Basis = _basis,
            Side = SideOf(),
            OutsideSince = _outsideFor > TimeSpan.Zero ? now - _outsideFor : null,
            Problem = _problem,
            Impact = _impact,
            Recent = _value is null ? [] : Recent(),
            Usual = _usual,
        };
    }

    private TileBuilder Outside(TileState state, double value, TimeSpan lasted)
    {
        (_state, _value, _outsideFor) = (state, value, lasted);
        return this;
    }

    private Direction? SideOf() =>
        _value is not { } value || _band is not { } band ? null
        : band.IsBelow(value) ? Direction.Below
        : band.IsAbove(value) ? Direction.Above
        : null;

    private ImmutableArray<TilePoint> Recent()
    {
        var random = new Random(_bpm.Id.Sum(letter => letter));
        var points = ImmutableArray.CreateBuilder<TilePoint>();
        var middle = _band?.Expected ?? _band?.Upper * 0.6 ?? _value!.Value;
        var half = _band is { Lower: { } lower, Upper: { } upper } ? (upper - lower) / 2 : Math.Abs(middle) * 0.3;
        for (var minute = 180; minute >= 0; minute--)
        {
            var at = now - _age - TimeSpan.FromMinutes(minute);
            var swing = half * 0.9 * Math.Sin((180 - minute) / 60.0);
            var normal = middle + (swing * 0.6) + (half * 0.45 * (random.NextDouble() - 0.5));
            var outside = at >= now - _outsideFor;
            var value = _bpm.Kind is BpmKind.Freshness ? Math.Max(60, _value!.Value - (minute * 60))
                : outside ? _value!.Value + (half * 0.2 * (random.NextDouble() - 0.5))
                : minute == 0 ? _value!.Value
                : normal;
            var band = _band is { } current ? new Band(Shift(current.Lower, swing), current.Expected + swing, Shift(current.Upper, swing)) : (Band?)null;
            points.Add(new TilePoint(at, value, band));
        }

        return points.ToImmutable();
    }

    private double? Shift(double? limit, double swing) => _bpm.Kind is BpmKind.Freshness ? limit : limit + (swing * 0.6);
}
