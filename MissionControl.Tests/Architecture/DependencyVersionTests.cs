using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Architecture;

/// <summary>What is built today is built tomorrow: no dependency floats.</summary>
public sealed partial class DependencyVersionTests
{
    [Fact]
    public void Every_package_has_one_version_and_in_one_place()
    {
        var central = XDocument.Load(In("Directory.Packages.props")).Descendants("PackageVersion").ToArray();
        Assert.NotEmpty(central);
        Assert.All(central, static package => Assert.Matches(Exact(), package.Attribute("Version")?.Value));
        var projects = Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories).Where(static file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(projects);
        Assert.Empty(
            from file in projects.Append(In("Directory.Build.props"))
            from package in XDocument.Load(file).Descendants("PackageReference")
            where package.Attribute("Version") is not null || package.Attribute("VersionOverride") is not null
            select $"{Path.GetRelativePath(Repository.Root, file)}: {package.Attribute("Include")?.Value}");
    }

    [Fact]
    public void Packages_of_npm_are_exact_and_locked_with_their_hashes()
    {
        using var wanted = JsonDocument.Parse(File.ReadAllText(In("wwwroot-assets/package.json")));
        using var locked = JsonDocument.Parse(File.ReadAllText(In("wwwroot-assets/package-lock.json")));
        var packages = locked.RootElement.GetProperty("packages");
        foreach (var package in wanted.RootElement.GetProperty("dependencies").EnumerateObject())
        {
            Assert.Matches(Exact(), package.Value.GetString());
            Assert.Equal(package.Value.GetString(), packages.GetProperty("node_modules/" + package.Name).GetProperty("version").GetString());
        }

        Assert.All(packages.EnumerateObject().Where(static package => package.Name.Length > 0), static package =>
        {
            Assert.Matches(Exact(), package.Value.GetProperty("version").GetString());
            Assert.StartsWith("sha512-", package.Value.GetProperty("integrity").GetString(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Tools_are_exact_and_the_sdk_stays_within_its_minor_release()
    {
        using var tools = JsonDocument.Parse(File.ReadAllText(In("dotnet-tools.json")));
        Assert.All(tools.RootElement.GetProperty("tools").EnumerateObject(), static tool =>
        {
            Assert.Matches(Exact(), tool.Value.GetProperty("version").GetString());
            Assert.False(tool.Value.GetProperty("rollForward").GetBoolean());
        });
        using var sdk = JsonDocument.Parse(File.ReadAllText(In("global.json")));
        Assert.Matches(Exact(), sdk.RootElement.GetProperty("sdk").GetProperty("version").GetString());
        Assert.DoesNotContain(sdk.RootElement.GetProperty("sdk").GetProperty("rollForward").GetString(), (string[])["minor", "latestMinor", "major", "latestMajor"]);
    }

    [Fact]
    public void Known_vulnerabilities_of_any_package_are_errors()
    {
        var settings = XDocument.Load(In("Directory.Build.props"));
        string? Of(string name) => settings.Descendants(name).SingleOrDefault()?.Value;
        Assert.Equal(("true", "all", "low", "true"), (Of("NuGetAudit"), Of("NuGetAuditMode"), Of("NuGetAuditLevel"), Of("TreatWarningsAsErrors")));
        Assert.DoesNotContain(settings.Descendants("NoWarn"), static silent => silent.Value.Contains("NU190", StringComparison.Ordinal));
        Assert.Contains("./audit.sh", File.ReadAllText(In("test.sh")), StringComparison.Ordinal);
    }

    private static string In(string path) => Path.Combine(Repository.Root, path);

    [GeneratedRegex(@"^\d+(\.\d+){1,3}(-[0-9A-Za-z.-]+)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Exact();
}
