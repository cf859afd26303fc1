using MissionControl.Core.Bpms.Bands;

namespace MissionControl.Tests.Bpms.Bands;

public sealed class QuantilesTests
{
    [Fact]
    public void Picking_answers_what_sorting_would()
    {
        var random = new Random(7);
        for (var round = 0; round < 500; round++)
        {
            // Many equal values, too.
            var values = Enumerable.Range(0, random.Next(1, 200)).Select(_ => (double)random.Next(round % 2 == 0 ? 5 : 1000)).ToArray();
            var share = round % 5 == 0 ? round % 2 : random.NextDouble();
            Assert.Equal(Quantiles.OfSorted(values.Order().ToArray(), share), Quantiles.Of(values, share), 9);
        }
    }

    [Fact]
    public void Of_many_values_looking_closely_at_a_few_answers_what_sorting_would()
    {
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            // Wild ones, many equal ones, all equal ones, rising ones, and such that those looked at first are unlike the rest.
            var values = Enumerable.Range(0, random.Next(600, 5000)).Select(i => (round % 5) switch
            {
                0 => random.NextDouble(),
                1 => random.Next(5),
                2 => 3,
                3 => i,
                _ => i % 16 == 0 ? 1e6 : random.Next(1000),
            }).ToArray();
            var share = round % 7 == 0 ? round % 2 : random.NextDouble();
            Assert.Equal(Quantiles.OfSorted(values.Order().ToArray(), share), Quantiles.Of(values, share));
        }
    }

    [Fact]
    public void A_spread_is_a_standard_deviation_that_wild_values_hardly_move()
    {
        var random = new Random(7);
        var values = Enumerable.Range(0, 20_000).Select(_ => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble())).ToArray();
        Assert.InRange(Quantiles.Spread(values), 0.97, 1.03);
        values.AsSpan(0, 1000).Fill(1e9);
        Assert.InRange(Quantiles.Spread(values), 0.97, 1.15);
    }

    [Fact]
    public void Of_values_that_mostly_stand_still_the_spread_is_their_mean_move() =>
        Assert.Equal(0.25, Quantiles.Spread([0, 0, 0, 1]));
}
