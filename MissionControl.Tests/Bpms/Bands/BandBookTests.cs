using System.Collections.Immutable;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Bands;
using MissionControl.Core.Bpms.Memory;
using MissionControl.Core.Calendars;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Bpms.Bands;

public sealed class BandBookTests
{
    private static readonly Bpm SignUps = Some.Rate();

    [Fact]
    public void The_old_normal_is_drawn_beside_the_new_one_from_the_moment_it_was_replaced()
    {
        var since = A.Moment.AddHours(-3);
        var drawn = Draw(Adopted(since), A.Moment);
        Assert.All(drawn.Where(point => point.At < since), point => Assert.Null(point.Before));
        Assert.All(drawn.Where(point => point.At >= since), point => Assert.True(point.Before!.Value.Lower > point.Band!.Value.Upper));
    }

    [Fact]
    public void An_old_normal_is_forgotten_after_a_week() =>
        Assert.All(Draw(Adopted(A.Moment.AddDays(-8)), A.Moment), point => Assert.Null(point.Before));

    [Fact]
    public void A_metric_whose_normal_never_changed_has_no_old_one() =>
        Assert.All(Draw(Some.Basis(A.Moment), A.Moment), point => Assert.Null(point.Before));

    [Fact]
    public void A_holiday_has_the_name_its_calendar_gives_it()
    {
        var basis = Some.Basis(A.Moment);
        var book = Book(basis);
        book.NameHolidays([new Calendar { Id = "uk", Name = "UK", Zone = TimeZoneInfo.Utc, Holidays = [new(new(2026, 11, 21), "Founders' Day")] }]);
        Assert.Equal("Founders' Day", book.BasisOf(SignUps, basis.Baseline, A.Moment, basis.Point, null)!.Holiday);
        Assert.Null(book.BasisOf(SignUps, basis.Baseline, A.Moment.AddDays(1), basis.Point, null)!.Holiday);
    }

    [Fact]
    public void Fixed_limits_and_what_is_being_learned_are_computed_from_nothing()
    {
        var book = new BandBook();
        var basis = Some.Basis(A.Moment);
        Assert.Null(book.BasisOf(SignUps, basis.Baseline, A.Moment, basis.Point, null));
        Assert.Equal("Limits set in the catalog.", book.Explain(Some.Freshness(), null));
        book.PutProgress(SignUps, 3.7);
        Assert.Equal("Learning: 3 of 14 days of history so far.", book.Explain(SignUps, null));
    }

    private static BandBasis Adopted(DateTimeOffset at)
    {
        var basis = Some.Basis(A.Moment);
        return basis with { Baseline = basis.Baseline with { Adopted = new(at, new(2 * basis.Point.Level, 0), 0, 0) } };
    }

    private static BandBook Book(BandBasis basis)
    {
        var book = new BandBook();
        book.Put(SignUps, basis.Baseline, basis.Rules);
        return book;
    }

    private static ImmutableArray<HistoryPoint> Draw(BandBasis basis, DateTimeOffset to) =>
        Book(basis).Draw(SignUps, [.. Enumerable.Range(0, 72).Select(i => new HistoryPoint(to.AddMinutes((i - 71) * 5), 134, null, null, null))]);
}
