using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Journal;
using MissionControl.Tests.Support;
using MissionControl.Web.Hosting;

namespace MissionControl.Tests.Hosting;

public sealed class SettingsRecorderTests
{
    [Fact]
    public void Every_setting_is_shown_and_of_the_connection_string_no_secret()
    {
        var settings = Read(
            ("MissionControl:Data", "/var/lib/mission"),
            ("MissionControl:Storage:SqlServer", "Server=db,1433;Database=mission;User Id=sa;Password=hunter2"),
            ("MissionControl:Keys:Password", "hunter2"),
            ("urls", "http://127.0.0.1:5081")).Settings!;
        Assert.Equal(
            [
                "Addresses", "AllowOtherAddresses", "Audit:AddressDays", "Catalog", "Circuits:PerPerson", "Circuits:Retained", "Circuits:Total", "Data", "Hosts",
                "Keys:Certificate", "Keys:OldCertificate", "Keys:OldPassword", "Keys:Password", "Proxies", "PublicAddress",
                "RateLimits:Account:InARow", "RateLimits:Account:PerMinute", "RateLimits:Address:InARow", "RateLimits:Address:PerMinute", "RateLimits:Declare:InARow", "RateLimits:Declare:PerMinute",
                "RateLimits:Stranger:InARow", "RateLimits:Stranger:PerSecond", "RateLimits:Token:InARow", "RateLimits:Token:PerSecond",
                "SignIn:LocalSignIn", "StatusPage:Address", "StatusPage:ExportTo", "StatusPage:FeedKey", "StatusPage:Followers:Address", "StatusPage:Followers:From", "StatusPage:Followers:PerHour",
                "Storage:MaxBatchSize", "Storage:SqlServer",
            ],
            settings.Shown.Keys);
        Assert.Equal("http://127.0.0.1:5081", settings.Shown["Addresses"]);
        Assert.Equal("/var/lib/mission", settings.Shown["Data"]);
        Assert.Equal("db,1433, database mission", settings.Shown["Storage:SqlServer"]);
        Assert.Equal("not set", settings.Shown["Storage:MaxBatchSize"]);
        Assert.All(settings.Shown.Values, value => Assert.DoesNotContain("hunter2", value, StringComparison.Ordinal));
    }

    [Fact]
    public void What_changed_is_told_before_and_after_and_the_rest_is_not()
    {
        var fact = SettingsRecorder.Change(new() { ["Data"] = "/a", ["Gone"] = "1", ["Same"] = "2" }, new() { ["Data"] = "/b", ["New"] = "3", ["Same"] = "2" }, A.Moment)!;
        Assert.Equal(("settings.changed", "settings", "system"), (fact.Kind, fact.Subject, fact.Actor));
        Assert.Equal("""{"before":{"Data":"/a","Gone":"1"},"after":{"Data":"/b","New":"3"}}""", fact.Body.ToJsonString());
    }

    [Fact]
    public void The_same_settings_are_no_news() => Assert.Null(SettingsRecorder.Change(new() { ["Data"] = "/a" }, new() { ["Data"] = "/a" }, A.Moment));

    [Fact]
    public async Task The_app_records_its_settings_and_its_catalog_when_it_starts()
    {
        using var demo = new DemoApp();
        await demo.InitializeAsync();
        var journal = demo.App.Services.GetRequiredService<IJournal>();
        await Eventually.Holds(async () => (await journal.ReadAfterAsync(0, 100, default)).Count(entry => entry.Kind is "settings.changed" or "catalog.loaded") == 2);
        var settings = (await journal.ReadAfterAsync(0, 100, default)).Single(entry => entry.Kind == "settings.changed");
        Assert.Equal("Development", (string)JsonNode.Parse(settings.Body)!["after"]!["Environment"]!);
        await demo.DisposeAsync();
    }

    private static SettingsReading Read(params (string Key, string Value)[] settings) => MissionSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(static setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build(), "/somewhere");
}
