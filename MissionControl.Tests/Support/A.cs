namespace MissionControl.Tests.Support;

/// <summary>Where builders begin: <c>A.Tile().Off()</c>, <c>A.Board().With(…)</c>.</summary>
public static partial class A
{
    /// <summary>Saturday 21 November 2026, 02:04:00 UTC: the moment of the design's pictures.</summary>
    public static readonly DateTimeOffset Moment = new(2026, 11, 21, 2, 4, 0, TimeSpan.Zero);

    public static BoardBuilder Board() => new(Moment);

    public static TileBuilder Tile() => new(Moment);
}
