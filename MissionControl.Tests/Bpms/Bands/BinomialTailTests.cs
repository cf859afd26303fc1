using MissionControl.Core.Bpms.Bands;

namespace MissionControl.Tests.Bpms.Bands;

public sealed class BinomialTailTests
{
    [Theory]
    [InlineData(3, 0.5)]
    [InlineData(8, 0.9)]
    [InlineData(20, 0.7)]
    [InlineData(60, 0.95)]
    [InlineData(400, 0.62)]
    public void It_is_as_rare_as_the_exact_distribution_says(int events, double p)
    {
        for (var good = 0; good <= events; good++)
            if (Exact(good, events, p) is var rare and > 1e-4 and < 1 - 1e-4)
                Assert.Equal(Math.Log(rare / (1 - rare)), Math.Log(Normal(BinomialTail.Distance(good, events, p)) / Normal(-BinomialTail.Distance(good, events, p))), good == 0 || good == events ? 1.4 : 0.75);
    }

    [Fact]
    public void Of_three_none_is_much_less_rare_than_of_thirty()
    {
        Assert.InRange(BinomialTail.Distance(0, 3, 0.9), -4, -3);
        Assert.InRange(BinomialTail.Distance(0, 30, 0.9), -14, -10);
        Assert.InRange(BinomialTail.Distance(3, 3, 0.9), 0, 0.6);
    }

    [Theory]
    [InlineData(-2, 12, 0.7)]
    [InlineData(1.5, 40, 0.2)]
    [InlineData(-3, 5000, 0.99)]
    public void What_is_at_a_distance_has_that_distance(double distance, double events, double p) =>
        Assert.Equal(distance, BinomialTail.Distance(BinomialTail.Events(distance, events, p), events, p), 0.02);

    [Fact]
    public void No_distance_leads_beyond_what_is_possible()
    {
        Assert.Equal(0, BinomialTail.Events(-50, 4, 0.5));
        Assert.Equal(4, BinomialTail.Events(50, 4, 0.5));
    }

    /// <summary>Fewer, and half of those that are as many.</summary>
    private static double Exact(int good, int events, double p)
    {
        var (term, sum) = (Math.Pow(1 - p, events), 0.0);
        for (var k = 0; k < good; k++)
        {
            sum += term;
            term *= (events - k) / (k + 1.0) * p / (1 - p);
        }

        return sum + (term / 2);
    }

    private static double Normal(double distance)
    {
        const int Steps = 4000;
        const double From = -12;
        var (sum, width) = (0.0, (distance - From) / Steps);
        for (var i = 0; i < Steps; i++)
            sum += Math.Exp(-Math.Pow(From + ((i + 0.5) * width), 2) / 2);
        return sum * width / Math.Sqrt(Math.Tau);
    }
}
