using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Notices;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Incidents.Notices;

public sealed class ReminderRulesTests
{
    [Theory]
    [InlineData(24, null)]
    [InlineData(25, Reminder.Soon)]
    [InlineData(29, Reminder.Soon)]
    [InlineData(30, Reminder.Overdue)]
    [InlineData(90, Reminder.Overdue)]
    [InlineData(25 * 60, null)]
    public void Five_minutes_before_it_is_due_and_when_it_is_overdue(int minutes, Reminder? expected) =>
        Assert.Equal(expected, ReminderRules.Due(Promised(), A.Moment.AddMinutes(minutes)));

    [Fact]
    public void What_is_over_private_or_not_promised_reminds_nobody()
    {
        var late = A.Moment.AddMinutes(31);
        Assert.Null(ReminderRules.Due(Promised() with { Phase = Phase.Resolved }, late));
        Assert.Null(ReminderRules.Due(Promised() with { IsPrivate = true }, late));
        Assert.Null(ReminderRules.Due(IncidentRulesTests.Declared(), late));
    }

    [Fact]
    public void The_communicator_comes_first_then_the_commander_then_those_in_it()
    {
        var incident = Promised();
        Assert.Equal(["person:ana"], Assert.Single(ReminderRules.Whom(incident)));
        incident = IncidentRulesTests.Done(incident, new RoleTaken(IncidentRole.Commander, "person:ravi", null), "person:ravi");
        incident = IncidentRulesTests.Done(incident, new RoleTaken(IncidentRole.Communicator, "person:jo", null), "person:jo");
        Assert.Equal(["person:jo", "person:ravi", "person:ana person:jo person:ravi"], ReminderRules.Whom(incident).Select(static some => string.Join(' ', some.Order(StringComparer.Ordinal))));
    }

    private static Incident Promised() => IncidentRulesTests.Done(IncidentRulesTests.Declared(), IncidentRulesTests.Update(), "person:ana");
}
