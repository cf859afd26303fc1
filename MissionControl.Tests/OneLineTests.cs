using MissionControl.Core;

namespace MissionControl.Tests;

public sealed class OneLineTests
{
    [Fact]
    public void A_long_text_is_cut_with_an_ellipsis_and_never_within_a_character()
    {
        Assert.Equal("abcd", OneLine.Of("abcd", 4));
        Assert.Equal("abc…", OneLine.Of("abcde", 4));
        Assert.Equal("ab…", OneLine.Of("ab🦄x", 4));
    }

    [Fact]
    public void What_is_no_text_becomes_text() => Assert.Equal("a\uFFFD b", OneLine.Of("a\uD800\r\n b "));

    [Theory]
    [InlineData("2026-11-21T02:04:00Z", true)]
    [InlineData("2026-11-21T02:04:00.5+01:30", true)]
    [InlineData("2026-11-21T02:04:00+0100", true)]
    [InlineData("2026-11-21T02:04:00", false)]
    [InlineData("2026-11-21", false)]
    [InlineData("1795226640", false)]
    public void A_moment_needs_its_offset(string text, bool isGood) => Assert.Equal(isGood, Moments.Read(text) is { Offset: { Ticks: 0 } });
}
