using System.Collections.Frozen;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Bands;
using MissionControl.Core.Bpms.Sampling;
using MissionControl.Core.Calendars;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Board;

public sealed class TileCellTests
{
    private static readonly Bpm SignUps = Some.Rate();

    [Fact]
    public void A_tile_carries_what_its_band_was_computed_from()
    {
        var tile = Read(new BandBook(), Some.Basis(A.Moment), 134);
        Assert.Equal(tile.Band, tile.Basis!.Point.ToBand());
        Assert.Equal((A.Moment, 12_096), (tile.Basis.At, tile.Basis.Baseline.Samples));
        Assert.Equal("The middle of the last six Saturdays at 02:00; 95 % of normal samples lie inside.", tile.BandReason);
    }

    [Fact]
    public void A_tile_on_a_holiday_names_it()
    {
        var book = new BandBook();
        book.NameHolidays([new Calendar { Id = "uk", Name = "UK", Zone = TimeZoneInfo.Utc, Holidays = [new(new(2026, 11, 21), "Founders' Day")] }]);
        var basis = Some.Basis(A.Moment);
        basis = basis with { Rules = basis.Rules with { Holidays = new[] { new DateOnly(2026, 11, 21) }.ToFrozenSet() } };
        Assert.StartsWith("For Founders' Day at 02:00 we expect a Sunday, ", TileWords.Expectation(Read(book, basis, 134)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tile_says_which_of_its_Saturdays_at_this_hour_were_marked()
    {
        var book = new RememberedStretches().Book(new ManualTimeProvider());
        await DeclareAsync(book, StretchKind.Outage, A.Moment.AddDays(-7).AddHours(-1));
        await DeclareAsync(book, StretchKind.Campaign, A.Moment.AddDays(-6));
        var basis = Some.Basis(A.Moment);
        var tile = Read(new BandBook(), basis with { Baseline = basis.Baseline with { Marked = 48 } }, 134, SignUps, book);
        Assert.EndsWith("the middle of the last six Saturdays, one left out because of an incident.", TileWords.Expectation(tile), StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_of_the_catalog_rest_on_no_history()
    {
        var tile = Read(new BandBook(), Some.Basis(A.Moment), 134, SignUps with { Band = new BandPolicy.Fixed(100, 200) });
        Assert.Null(tile.Basis);
        Assert.Equal("Limits set in the catalog.", tile.BandReason);
    }

    [Fact]
    public void A_value_that_is_back_but_not_for_long_says_since_when()
    {
        var cell = new TileCell(SignUps with { Band = new BandPolicy.Fixed(100, 200) }, new BandBook(), new RememberedStretches().Book(new ManualTimeProvider()), A.Moment);
        for (var minute = 0; minute <= 10; minute++)
            cell.Take(Reading.Of(new Sample(A.Moment.AddMinutes(minute), minute == 10 ? 150 : 50)), A.Moment.AddMinutes(minute));
        var tile = cell.Read(1);
        Assert.Equal((TileState.Off, A.Moment.AddMinutes(10)), (tile.State, tile.BackSince));
        Assert.Equal(DepartureKind.Back, tile.Departed());
    }

    private static Tile Read(BandBook book, BandBasis basis, double value) => Read(book, basis, value, SignUps);

    private static Task<StretchAnswer> DeclareAsync(StretchBook book, StretchKind kind, DateTimeOffset from) =>
        book.DeclareAsync(new StretchDraft { Kind = kind, Bpm = SignUps.Id, From = from, To = from.AddHours(2) }, default);

    private static Tile Read(BandBook book, BandBasis basis, double value, Bpm bpm) =>
        Read(book, basis, value, bpm, new RememberedStretches().Book(new ManualTimeProvider()));

    private static Tile Read(BandBook book, BandBasis basis, double value, Bpm bpm, StretchBook stretches)
    {
        book.Put(bpm, basis.Baseline, basis.Rules);
        var cell = new TileCell(bpm, book, stretches, A.Moment);
        // With its learned band from the first sample on.
        cell.Relearn(A.Moment);
        cell.Take(Reading.Of(new Sample(A.Moment, value)), A.Moment);
        return cell.Read(1);
    }
}
