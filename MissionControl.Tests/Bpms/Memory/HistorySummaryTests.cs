using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Memory;
using MissionControl.Web.Bpms.Past;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Bpms.Memory;

public sealed class HistorySummaryTests
{
    [Fact]
    public void A_shown_departure_is_told_with_its_length() =>
        Assert.Equal(
            "Over these 24 h: lowest 41 % at 01:52; outside its band for 12 min in 1 stretch.",
            Sentence(A.Past().Judged().With(A.Moment.AddMinutes(-12), TimeSpan.FromMinutes(12), 0.41, TileState.Off)));

    [Fact]
    public void A_calm_day_is_inside_throughout() =>
        Assert.EndsWith("inside its band throughout.", Sentence(A.Past().Judged()), StringComparison.Ordinal);

    [Fact]
    public void A_short_departure_that_nobody_was_shown_is_noise() =>
        Assert.EndsWith("outside its band only for moments.", Sentence(A.Past().With(A.Moment.AddHours(-3), TimeSpan.FromMinutes(2), 0.5, null)), StringComparison.Ordinal);

    [Fact]
    public void A_long_departure_counts_even_if_it_was_not_shown() =>
        Assert.EndsWith(
            "outside its band for 30 min in 1 stretch.", Sentence(A.Past().With(A.Moment.AddHours(-3), TimeSpan.FromMinutes(30), 0.5, null)), StringComparison.Ordinal);

    [Fact]
    public void On_the_side_that_does_not_hurt_it_was_only_watched()
    {
        var stretches = HistorySummary.Of(A.Past()
            .With(A.Moment.AddHours(-3), TimeSpan.FromMinutes(30), 0.9, null)
            .With(A.Moment.AddHours(-1), TimeSpan.FromMinutes(30), 0.5, null).Build()).Outside;
        Assert.Equal([false, true], stretches.Select(stretch => stretch.WasOff));
    }

    [Fact]
    public void What_was_shown_as_off_was_off_and_what_was_shown_as_watched_was_not()
    {
        var stretches = HistorySummary.Of(A.Past()
            .With(A.Moment.AddHours(-3), TimeSpan.FromMinutes(4), 0.5, TileState.Watch)
            .With(A.Moment.AddHours(-2), TimeSpan.FromMinutes(4), 0.5, TileState.Held)
            .With(A.Moment.AddHours(-1), TimeSpan.FromMinutes(4), 0.5, TileState.Off).Build()).Outside;
        Assert.Equal([false, false, true], stretches.Select(stretch => stretch.WasOff));
    }

    [Fact]
    public void From_one_side_to_the_other_is_two_departures()
    {
        var stretches = HistorySummary.Of(A.Past()
            .With(A.Moment.AddMinutes(-60), TimeSpan.FromMinutes(20), 0.9, null)
            .With(A.Moment.AddMinutes(-40), TimeSpan.FromMinutes(20), 0.5, null).Build()).Outside;
        Assert.Equal([(false, 20.0), (true, 20.0)], stretches.Select(stretch => (stretch.WasOff, stretch.Length.TotalMinutes)));
    }

    [Fact]
    public void Jumping_from_side_to_side_is_noise() =>
        Assert.EndsWith("outside its band only for moments.", Sentence(Enumerable.Range(0, 10).Aggregate(
            A.Past(), (past, step) => past.With(A.Moment.AddMinutes(-60 + (2 * step)), TimeSpan.FromMinutes(2), step % 2 == 0 ? 0.9 : 0.5, null))), StringComparison.Ordinal);

    [Fact]
    public void A_gap_is_told() =>
        Assert.EndsWith("nothing is known for 1 h 2 of it.", Sentence(A.Past().Judged().Silent(A.Moment.AddHours(-5), TimeSpan.FromHours(1))), StringComparison.Ordinal);

    [Fact]
    public void Without_values_nothing_is_known() =>
        Assert.Equal("Over these 24 h: nothing is known.", Sentence(A.Past().Silent(A.Moment.AddDays(-2), TimeSpan.FromDays(3))));

    private static string Sentence(PastBuilder past)
    {
        var view = past.Build();
        return PastWords.Sentence(view, HistorySummary.Of(view), A.Moment, TimeZoneInfo.Utc);
    }
}
