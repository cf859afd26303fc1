using MissionControl.Core.Alerts.Telling;
using MissionControl.Core.Alerts.Telling.Deciding;
using MissionControl.Core.Bpms;

namespace MissionControl.Tests.Alerts.Telling;

/// <summary>The words of one message about several groups.</summary>
public sealed class DigestTests
{
    private const string Waited = "They began outside your hours, or somebody held them until now. None of them had to wake anybody.";

    [Theory]
    [InlineData(1, 0, 1, "1 alert waited for you and is still open; 1 more cleared itself", Waited)]
    [InlineData(2, 1, 0, "2 alerts waited for you and are still open; 1 that you were told of is over", Waited + " What you had been told of ended outside your hours.")]
    [InlineData(1, 2, 3, "1 alert waited for you and is still open; 2 that you were told of are over; 3 more cleared themselves", Waited + " What you had been told of ended outside your hours.")]
    [InlineData(0, 2, 0, "2 alerts that you were told of are over", "They ended outside your hours, so that this waited until now.")]
    [InlineData(0, 2, 1, "2 alerts that you were told of are over; 1 more cleared itself", Waited + " What you had been told of ended outside your hours.")]
    public void It_says_what_is_open_what_is_over_and_what_nobody_knew_of(int open, int ended, int passed, string title, string what)
    {
        var message = Digest.Say(
            [
                .. Enumerable.Range(0, ended).Select(static _ => Entry(true, isKnown: true)),
                .. Enumerable.Range(0, passed).Select(static _ => Entry(true, isKnown: false)),
                .. Enumerable.Range(0, open).Select(static _ => Entry(false, isKnown: false)),
            ],
            Audience.Responder,
            "https://mission.example.org");
        Assert.Equal((title, what), (message.Title, message.Slots.Single(static slot => slot.Part == MessagePart.What).Words));
        Assert.Equal(open == 0 ? "Nothing to do." : "Go through those that are open, the most urgent first.", message.Slots.Single(static slot => slot.Part == MessagePart.Do).Words);
        Assert.Equal(open == 0, message.IsOver);
        Assert.Equal(message.Waited.OrderBy(static group => group.IsOver), message.Waited);
    }

    private static DigestEntry Entry(bool isOver, bool isKnown)
    {
        var group = isOver ? Groups.Open().Over() : Groups.Open();
        return new(group.Id, Groups.Message(group), isKnown);
    }
}
