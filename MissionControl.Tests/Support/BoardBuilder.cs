using System.Collections.Immutable;
using MissionControl.Core.Board;

namespace MissionControl.Tests.Support;

/// <summary>A board snapshot. Without further words: one normal tile, all calm.</summary>
public sealed class BoardBuilder(DateTimeOffset now)
{
    private ImmutableArray<Tile> _tiles = [new TileBuilder(now).Build()];
    private ImmutableArray<ServiceStatus> _services = [];
    private ImmutableArray<string> _problems = [];
    private Verdict _verdict = new(VerdictLevel.AllCalm, "Everything we watch is as expected", [new("1 metric looked at")], now.AddHours(-9));
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;
    private long _version = 1;

    public BoardBuilder Version(long version)
    {
        _version = version;
        return this;
    }

    public BoardBuilder In(string zone)
    {
        _zone = TimeZoneInfo.FindSystemTimeZoneById(zone);
        return this;
    }

    public BoardBuilder With(params Tile[] tiles)
    {
        _tiles = [.. tiles];
        return this;
    }

    public BoardBuilder Empty()
    {
        (_tiles, _verdict) = ([], new(VerdictLevel.Blind, "Nothing is watched yet", [], now));
        return this;
    }

    public BoardBuilder WithCatalogProblems(params string[] problems)
    {
        _problems = [.. problems];
        return this;
    }

    public BoardBuilder Saying(VerdictLevel level, string headline, params VerdictReason[] reasons)
    {
        _verdict = new(level, headline, [.. reasons], now.AddMinutes(-12));
        return this;
    }

    /// <summary>Twelve tiles in every state, as in the design's pictures, and eight services.</summary>
    public BoardBuilder LikeThePicture()
    {
        (_tiles, _services) = (PictureBoard.Tiles(now), PictureBoard.Services);
        return Saying(
            VerdictLevel.ActNow,
            "Sign-in success is below normal: 41.2 % against an expected 62–78 %, for 12 min",
            new("About 190 fewer people signed in than expected", "sign-in-success"),
            new("Overnight record sync is late by 40 min", "overnight-sync"),
            new("Referral page views cannot be seen since 01:59", "referral-page-views"));
    }

    /// <summary>That many tiles, the picture's again and again, each with a line of its own.</summary>
    public BoardBuilder Of(int tiles)
    {
        var picture = PictureBoard.Tiles(now);
        _tiles = [.. Enumerable.Range(0, tiles).Select(index => Variant(picture[index % picture.Length], index))];
        _services = PictureBoard.Services;
        return this;
    }

    public BoardSnapshot Build() => new()
    {
        Version = _version,
        At = now,
        Definitions = new Definitions
        {
            Organisation = new("Unicorn Rentals", _zone),
            Bpms = [.. _tiles.Select(tile => tile.Bpm)],
            Services = [.. _services.Select(status => status.Service)],
        },
        Verdict = _verdict,
        Tiles = _tiles,
        Services = _services,
        CatalogProblems = _problems,
    };

    // No two lines alike, or compression would flatter the page.
    private static Tile Variant(Tile tile, int index)
    {
        var random = new Random(index);
        return tile with
        {
            Bpm = tile.Bpm with { Id = $"bpm-{index}" },
            Recent = [.. tile.Recent.Select(point => point with { Value = point.Value * (0.97 + (0.06 * random.NextDouble())) })],
        };
    }
}
