using MissionControl.Core.Runbooks;
using MissionControl.Core.Services;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Runbooks;

public sealed class RunbookSearchTests
{
    private static readonly Service[] Services = [new("public-site", "Shop window", "", null, [])];

    private static readonly Runbook[] All =
    [
        A.Runbook("one", "# Sign-in failures\nLook at **payments** too, when the moon is full and the night is long and nobody knows why the log is so quiet.\n"),
        A.Runbook("two", "# Payments are off\nNothing.\n"),
        A.Runbook("three", "# Pages are slow\nNothing.\n") with { Services = ["public-site"], Owner = "growth" },
    ];

    [Theory]
    [InlineData("payments", "two,one")]
    [InlineData("PAYMENTS off", "two")]
    [InlineData("shop", "three")]
    [InlineData("growth slow", "three")]
    [InlineData("unheard-of", "")]
    [InlineData("payments unheard-of", "")]
    [InlineData("", "three,two,one")]
    public void All_words_must_be_there_and_titles_come_first(string text, string found) =>
        Assert.Equal(found, string.Join(',', Find(text).Select(static one => one.Runbook.Id)));

    [Fact]
    public void What_is_only_in_the_text_is_shown_where_it_stands()
    {
        Assert.Equal("", Find("payments")[0].Excerpt);
        Assert.Equal("Look at payments too, when the moon is full and the night is long and nobody knows why the log is so quiet.", Find("payments")[1].Excerpt);
        Assert.StartsWith("… ", Find("quiet").Single().Excerpt, StringComparison.Ordinal);
        Assert.Contains("quiet", Find("quiet").Single().Excerpt, StringComparison.Ordinal);
    }

    private static System.Collections.Immutable.ImmutableArray<FoundRunbook> Find(string text) => RunbookSearch.Find(text, All, [.. Services]);
}
