using MissionControl.Bench.Guilt;
using MissionControl.Core.Changes.Guilt;

namespace MissionControl.Tests.Changes.Guilt;

/// <summary>The yardstick of bench/README.md, shorter: more than one seed and more breaks are measured there.</summary>
public sealed class GeneratedBreaksTests
{
    private const int Count = 200;
    private const int Seed = 20_261_121;

    [Fact]
    public void The_guilty_change_is_first_in_nearly_all_generated_breaks()
    {
        var drawn = GeneratedBreak.Draw(new(), Seed, Count).ToList();
        var first = drawn.Count(one => one.IsFirst(GuiltRules.Rank(one.Break, one.Told, one.Where.Graph)));
        // 90 % is the aim of many; of two hundred, chance takes four more than a few away.
        Assert.True(first >= 0.86 * Count, $"{first} of {Count}");
    }

    [Fact]
    public void A_seed_draws_the_same_breaks_again() =>
        Assert.Equal(Draw(), Draw());

    private static List<(DateTimeOffset At, Guid Guilty, int Told)> Draw() =>
        [.. GeneratedBreak.Draw(new(), Seed, 6).Select(one => (one.Break.At, one.Guilty.Id, one.Told.All.Length))];
}
