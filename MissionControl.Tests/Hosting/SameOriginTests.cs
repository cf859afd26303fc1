using MissionControl.Web.Hosting;

namespace MissionControl.Tests.Hosting;

public sealed class SameOriginTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5080", "127.0.0.1:5080", true)]
    [InlineData("https://mission.example", "mission.example", true)]
    [InlineData("https://mission.example", "Mission.Example", true)]
    [InlineData("http://[::1]:5080", "[::1]:5080", true)]
    [InlineData("", "mission.example", true)]
    [InlineData(null, "mission.example", true)]
    [InlineData("http://127.0.0.1:5081", "127.0.0.1:5080", false)]
    [InlineData("https://mission.example.elsewhere", "mission.example", false)]
    [InlineData("https://elsewhere", "mission.example", false)]
    [InlineData("null", "mission.example", false)]
    public void Only_pages_of_the_same_host_and_whoever_is_no_browser_may_open_circuits(string? origin, string host, bool allowed) =>
        Assert.Equal(allowed, SameOrigin.Allows(origin, host));
}
