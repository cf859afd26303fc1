using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Incidents;

public sealed class IncidentLikenessTests
{
    private static DateTimeOffset Now => A.Moment;

    [Theory]
    [InlineData("tile:sign-in-success", "tile:sign-in-success", true)]
    [InlineData("tile:sign-in-success", "tile:sign-ups", false)]
    [InlineData("tile:sign-in-success", "", false)]
    [InlineData("tile:sign-in-success", "tile:sign-in-success tile:sign-ups", true)]
    [InlineData("tile:sign-in-success", "tile:sign-in-success tile:sign-ups tile:payments", false)]
    [InlineData("alert:Tokens (2 alerts)", "alert:Tokens (3 alerts)", true)]
    [InlineData("alert:Tokens", "alert:Disk", false)]
    [InlineData("service:identity", "service:identity", false)]
    public void It_is_the_same_one_when_at_least_half_of_what_shows_it_is_the_same(string now, string then, bool same) =>
        Assert.Equal(same, IncidentLikeness.IsSame(Draft(now), Over(1, then, hours: 5)));

    [Fact]
    public void Of_those_that_ended_lately_in_its_services_the_same_one_comes_first_and_then_the_newest()
    {
        Incident[] all =
        [
            Over(1, "tile:sign-in-success", hours: 20), Over(2, "tile:sign-ups", hours: 5), Over(3, "", hours: 2),
            Over(4, "tile:sign-in-success", hours: 24 * 8), Over(5, "tile:sign-in-success", hours: 1) with { MergedInto = 1 },
        ];
        Assert.Equal([1, 3, 2], IncidentLikeness.CameBack(Draft("tile:sign-in-success"), all, Now).Select(static one => one.Number));
    }

    [Fact]
    public void What_it_gathered_later_does_not_make_it_another()
    {
        var other = Over(1, "tile:sign-in-success", hours: 5);
        other = other.With(new(1, other.Last + 1, Now, Now, "system", Guid.NewGuid(), new Observed(new(EvidenceKind.Tile, "sign-ups", "left its band"))));
        Assert.True(IncidentLikeness.IsSame(Draft("tile:sign-in-success"), other));
        Assert.False(IncidentLikeness.IsSame(Draft("tile:sign-ups"), other));
    }

    private static Declared Draft(string signs) => new("Sign-in success is below normal", Severity.Sev2, Evidence(signs), ["identity"], null, null, IsPrivate: false);

    private static Incident Over(int number, string signs, int hours)
    {
        var (begun, over) = (Now.AddHours(-hours - 1), Now.AddHours(-hours));
        return Incident.Begin(new(number, 1, begun, begun, "person:ana", Guid.NewGuid(), Draft(signs)))
            .With(new(number, 2, over, over, "person:ana", Guid.NewGuid(), new PhaseMoved(Phase.Resolved, Phase.Investigating)));
    }

    private static System.Collections.Immutable.ImmutableArray<Evidence> Evidence(string signs) =>
        [.. signs.Replace(" alerts", "_alerts", StringComparison.Ordinal).Replace(" (", "~(", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static sign => sign.Split(':') is [var kind, var what]
            ? new Evidence(Enum.Parse<EvidenceKind>(kind, ignoreCase: true), kind == "alert" ? Guid.NewGuid().ToString() : what, what.Replace('~', ' ').Replace('_', ' '))
            : throw new InvalidOperationException(sign))];
}
