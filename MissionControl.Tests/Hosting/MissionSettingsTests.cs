using Microsoft.Extensions.Configuration;
using MissionControl.Web.Hosting;

namespace MissionControl.Tests.Hosting;

public sealed class MissionSettingsTests
{
    private const string Folder = "/somewhere";

    [Fact]
    public void Nothing_set_is_the_demo_catalog_and_a_data_folder_here()
    {
        var settings = Read().Settings!;
        Assert.Equal(Path.Combine(AppContext.BaseDirectory, "catalog"), settings.Catalog);
        Assert.Equal("/somewhere/data", settings.Storage.DataFolder);
        Assert.Null(settings.Storage.SqlServerConnectionString);
        Assert.Null(settings.Storage.MaxBatchSize);
        Assert.False(settings.AllowOtherAddresses);
        Assert.Equal("http://127.0.0.1:5080", settings.DefaultAddress);
    }

    [Fact]
    public void Everything_can_be_set_and_relative_paths_are_the_callers()
    {
        var settings = Read(
            ("MissionControl:Catalog", "../catalog"),
            ("missioncontrol:data", "/var/lib/mission"),
            ("MissionControl:AllowOtherAddresses", "True"),
            ("MissionControl:Storage:SqlServer", "Server=db;Database=mission"),
            ("MissionControl:Storage:MaxBatchSize", "1"),
            ("urls", "http://0.0.0.0:80")).Settings!;
        Assert.Equal("/catalog", settings.Catalog);
        Assert.Equal("/var/lib/mission", settings.Storage.DataFolder);
        Assert.True(settings.AllowOtherAddresses);
        Assert.Equal("Server=db;Database=mission", settings.Storage.SqlServerConnectionString);
        Assert.Equal(1, settings.Storage.MaxBatchSize);
        Assert.Null(settings.DefaultAddress);
    }

    [Theory]
    [InlineData("MissionControl:Catalog", " ", "must name a folder; found ' '; name one, or remove the setting for the usual folder")]
    [InlineData("MissionControl:Data", "", "must name a folder; found nothing; name one, or remove the setting for the usual folder")]
    [InlineData("MissionControl:AllowOtherAddresses", "yes", "must be true or false; found 'yes'; use one of the two")]
    [InlineData("MissionControl:Storage:MaxBatchSize", "0", "must be a whole number from 1 to 1000; found '0'; use such a number, or remove the setting")]
    [InlineData("MissionControl:Storage:MaxBatchSize", "1001", "must be a whole number from 1 to 1000; found '1001'; use such a number, or remove the setting")]
    [InlineData("MissionControl:Storage:MaxBatchSize", "1.5", "must be a whole number from 1 to 1000; found '1.5'; use such a number, or remove the setting")]
    [InlineData(
        "MissionControl:Storage:SqlServer",
        "hunter2",
        "must be a SQL Server connection string; found text that is none (not shown, it may hold a password); "
            + "write pairs such as Server=HOST;Database=NAME;User Id=NAME;Password=… with quotes around values that hold a semicolon")]
    [InlineData("MissionControl:Catlog", "hunter2", "is not a setting; found a value for it; remove it; did you mean 'Catalog'?")]
    [InlineData("MissionControl:Storage:SqlSever", "hunter2", "is not a setting; found a value for it; remove it; did you mean 'Storage:SqlServer'?")]
    [InlineData(
        "MissionControl:Data:Folder",
        "x",
        "is not a setting; found a value for it; remove it; there are Catalog, Data, AllowOtherAddresses, Storage:SqlServer, Storage:MaxBatchSize, Audit:AddressDays, SignIn:LocalSignIn, Circuits:PerPerson, Circuits:Total, Circuits:Retained, Proxies, Hosts and 21 more")]
    [InlineData("MissionControl:Proxies", "10.0.0.5 proxy", "must be addresses or networks of proxies; found 'proxy'; write such as 10.0.0.5 or 10.0.0.0/8, with spaces between")]
    [InlineData("MissionControl:Hosts", "board.example.org:443", "must be names of this server, without ports; found 'board.example.org:443'; write such as board.example.org or *.example.org, with spaces between")]
    [InlineData("MissionControl:StatusPage:FeedKey", "open", "must be ${env:NAME} or ${file:PATH}, so that it stands in no file of settings; found text that is neither (not shown, it may be the secret); put the secret into such a variable or file")]
    [InlineData("MissionControl:StatusPage:Followers:Address", "http://status.example.org", "must be an https:// address (http:// on this machine only), without a user or '#'; found 'http://status.example.org'; write such an address")]
    [InlineData("MissionControl:StatusPage:Followers:From", "status", "must be an e-mail address; found 'status'; write one such as status@example.org")]
    [InlineData("MissionControl:StatusPage:Followers:PerHour", "0", "must be a whole number from 1 to 1000000; found '0'; use such a number, or remove the setting")]
    [InlineData("MissionControl:Circuits:PerPerson", "0", "must be a whole number from 1 to 100000; found '0'; use such a number, or remove the setting")]
    [InlineData("MissionControl:RateLimits:Token:PerSecond", "0", "must be a whole number from 1 to 1000000; found '0'; use such a number, or remove the setting")]
    [InlineData(
        "urls",
        "http://0.0.0.0:80",
        "must be a loopback address (localhost, 127.0.0.0/8 or [::1]), since passwords must not cross a network in the clear; found 'http://0.0.0.0:80'; "
            + "use http://127.0.0.1:5080, or set MissionControl:AllowOtherAddresses to true")]
    public void One_thing_wrong_is_one_line_that_says_what_to_do(string key, string value, string words)
    {
        var reading = Read((key, value));
        Assert.Null(reading.Settings);
        Assert.Equal($"settings: {key}: {words}", Assert.Single(reading.Problems).ToString());
    }

    [Fact]
    public void Everything_wrong_is_told_at_once() =>
        Assert.Equal(
            ["MissionControl:Data", "MissionControl:AllowOtherAddresses", "MissionControl:Typo", "urls"],
            Read(("MissionControl:Typo", "1"), ("MissionControl:Data", ""), ("MissionControl:AllowOtherAddresses", "2"), ("urls", "http://*:80"))
                .Problems.Select(static problem => problem.Key));

    [Theory]
    [InlineData("Kestrel:Certificates:Default:Path")]
    [InlineData("Kestrel:Certificates:Default:KeyPath")]
    [InlineData("Kestrel:Endpoints:Https:Certificate:Path")]
    [InlineData("Kestrel:Endpoints:Https:Sni:example.org:Certificate:Path")]
    public void A_certificate_that_is_not_there_is_a_problem_that_names_the_place(string key)
    {
        var problem = Assert.Single(Read((key, "no/such.pfx")).Problems);
        Assert.Equal(
            $"settings: {key}: must name a file this process can read; found 'no/such.pfx', which is not there ({Path.Combine(AppContext.BaseDirectory, "no/such.pfx")}); "
                + "put the file there, or name another by its full path",
            problem.ToString());
    }

    [Fact]
    public void A_certificate_that_is_there_is_no_problem_and_a_folder_is_none()
    {
        Assert.Empty(Read(("Kestrel:Certificates:Default:Path", typeof(MissionSettings).Assembly.Location)).Problems);
        Assert.Contains("which cannot be read", Assert.Single(Read(("Kestrel:Certificates:Default:Path", Path.GetTempPath())).Problems).Found, StringComparison.Ordinal);
    }

    private static SettingsReading Read(params (string Key, string? Value)[] settings) =>
        MissionSettings.Read(
            new ConfigurationBuilder().AddInMemoryCollection(settings.Select(static setting => KeyValuePair.Create(setting.Key, setting.Value))).Build(),
            Folder);
}
