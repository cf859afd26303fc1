using MissionControl.Web.Account.Circuits;

namespace MissionControl.Tests.Account.Circuits;

public sealed class HeadCountTests
{
    [Fact]
    public void Each_has_room_for_so_many_and_whoever_leaves_makes_room()
    {
        var count = new HeadCount(2, 10);
        Assert.True(count.TryEnter("ada"));
        Assert.True(count.TryEnter("ada"));
        Assert.Equal(Fullness.OfTheirs, count.Look("ada"));
        Assert.False(count.TryEnter("ada"));
        Assert.Null(count.Look("bob"));
        count.Leave("ada");
        Assert.True(count.TryEnter("ada"));
    }

    [Fact]
    public void All_together_have_room_for_so_many()
    {
        var count = new HeadCount(2, 3);
        Assert.True(count.TryEnter("ada") && count.TryEnter("bob") && count.TryEnter("eve"));
        Assert.Equal(Fullness.OfAll, count.Look("dan"));
        Assert.False(count.TryEnter("dan"));
        count.Leave("eve");
        Assert.True(count.TryEnter("dan"));
    }

    [Fact]
    public async Task However_many_come_at_once_no_more_get_in()
    {
        var count = new HeadCount(5, 100);
        var entered = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => count.TryEnter("ada"))));
        Assert.Equal(5, entered.Count(static isIn => isIn));
    }
}
