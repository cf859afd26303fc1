using MissionControl.Core.Alerts.Rules;

namespace MissionControl.Tests.Alerts.Rules;

public sealed class WordSlotsTests
{
    [Theory]
    [InlineData("Nobody can sign in", null)]
    [InlineData("The papers of {label.stable} are late", null)]
    [InlineData("It is {percent} full", null)]
    [InlineData("It is {persent} full", "unknown slot '{persent}'; did you mean '{percent}'?")]
    [InlineData("{stable} is late", "unknown slot '{stable}'; a label is written {label.stable}, and there are {service}, {bpm}, {where}, {value}, {percent}, {limit}, {since}, {owner}")]
    [InlineData("{{ $labels.instance }} is down", "'{{ $labels.instance }}' is a template of another program; here a label is written {label.NAME}")]
    [InlineData("half {value", "a '{' here has no name and '}' after it")]
    [InlineData("{}", "a '{' here has no name and '}' after it")]
    [InlineData("{label.}", "unknown slot '{label.}'; a label is written {label.label.}, and there are {service}, {bpm}, {where}, {value}, {percent}, {limit}, {since}, {owner}")]
    public void A_slot_that_nothing_fills_is_named(string text, string? problem) => Assert.Equal(problem, WordSlots.WrongWith(text));

    [Theory]
    [InlineData("no slots } here", "no slots } here")]
    [InlineData("{value} of {label.stable}.", "41 of York.")]
    [InlineData("{value} of {label.office}.", null)]
    [InlineData("{wrong}", null)]
    [InlineData("{value", null)]
    public void Words_are_filled_in_whole_or_not_at_all(string text, string? filled) =>
        Assert.Equal(filled, WordSlots.Fill(text, static name => name switch { "value" => "41", "label.stable" => "York", _ => null }));
}
