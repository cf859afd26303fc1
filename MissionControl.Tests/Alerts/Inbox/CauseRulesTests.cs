using System.Collections.Immutable;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Inbox;
using MissionControl.Core.Services;
using MissionControl.Tests.Alerts.Telling;

namespace MissionControl.Tests.Alerts.Inbox;

/// <summary>What breaks together on one service, or along what needs what, is one trouble. The site needs search, and search needs storage.</summary>
public sealed class CauseRulesTests
{
    private static readonly ImmutableArray<Service> _services = [Service("site", "search"), Service("search", "storage"), Service("storage"), Service("mail")];

    [Fact]
    public void Along_the_chain_what_is_furthest_down_is_the_cause()
    {
        var (site, search, storage) = (On("site", 4), On("search", 2), On("storage", 0));
        Assert.Equal([(search.Id, storage.Id), (site.Id, storage.Id)], Explained(site, search, storage).OrderBy(pair => pair.Item1 == site.Id));
    }

    [Theory]
    [InlineData(15, true)]
    [InlineData(16, false)]
    [InlineData(-5, true)]
    [InlineData(-6, false)]
    public void Only_what_broke_a_quarter_of_an_hour_before_or_five_minutes_after_is_near(int minutesLater, bool isExplained) =>
        Assert.Equal(isExplained ? 1 : 0, Explained(On("site", minutesLater), On("storage", 0)).Count());

    [Fact]
    public void What_hangs_on_nothing_of_it_stands_by_itself() => Assert.Empty(Explained(On("mail", 1), On("storage", 0)));

    [Fact]
    public void On_one_service_the_elder_explains_the_younger_when_it_is_as_urgent()
    {
        var (elder, younger) = (On("mail", 0), On("mail", 3));
        Assert.Equal([(younger.Id, elder.Id)], Explained(younger, elder));
        Assert.Empty(Explained(younger, elder with { Urgency = Urgency.Warning }));
        Assert.Empty(Explained(On("mail", 16), elder));
    }

    [Fact]
    public void What_is_not_heard_from_explains_nothing() =>
        Assert.Empty(Explained(On("site", 1), On("storage", 0) with { State = AlertState.Unheard }));

    private static IEnumerable<(Guid, Guid)> Explained(params AlertGroup[] open) =>
        new CauseRules(_services).Explain(open, new Dictionary<Guid, Guid>()).Select(static pair => (pair.Key, pair.Value));

    private static AlertGroup On(string service, int minutes) => Groups.Open(service) with { Services = [service], Since = Groups.Noon.AddMinutes(minutes) };

    private static Service Service(string id, params string[] needs) => new(id, id, "", null, [.. needs]);
}
