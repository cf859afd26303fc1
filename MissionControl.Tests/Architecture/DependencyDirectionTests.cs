using System.Text.RegularExpressions;
using MissionControl.Core.Board;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Architecture;

public sealed partial class DependencyDirectionTests
{
    private static readonly string[] Edges = ["Catalog", "Sources", "Notifications", "Storage"];

    [Fact]
    public void Core_names_no_web_framework()
    {
        var named = typeof(BoardSnapshot).Assembly.GetReferencedAssemblies().Select(static assembly => assembly.Name!);
        Assert.DoesNotContain(named, static name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
    }

    [Fact]
    public void Rooms_name_no_edge_and_no_database() =>
        Assert.Empty(
            from file in Repository.SourceFiles("MissionControl.Core")
            where !Edges.Contains(RoomOf(file))
            from Match name in EdgeNames().Matches(File.ReadAllText(file))
            select $"{Path.GetRelativePath(Repository.Root, file)} names {name.Value}");

    [Fact]
    public void Only_storage_names_the_database() =>
        Assert.Empty(
            from file in Repository.SourceFiles("MissionControl.Core").Concat(Repository.SourceFiles("MissionControl.Web"))
            where RoomOf(file) != "Storage"
            where File.ReadAllText(file).Contains("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)
            select Path.GetRelativePath(Repository.Root, file));

    [Fact]
    public void Pages_read_no_source_and_no_table() =>
        Assert.Empty(
            from file in Repository.SourceFiles("MissionControl.Web")
            where RoomOf(file) != "Hosting"
            from Match name in EdgeNames().Matches(File.ReadAllText(file))
            select $"{Path.GetRelativePath(Repository.Root, file)} names {name.Value}");

    [Fact]
    public void The_map_names_every_room_and_no_other()
    {
        var mapped = MapLine().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "map.md"))).Select(static line => line.Groups["room"].Value);
        var rooms = new[] { "MissionControl.Core", "MissionControl.Web" }
            .SelectMany(static project => Directory.EnumerateDirectories(Path.Combine(Repository.Root, project)).Select(folder => $"{project}/{Path.GetFileName(folder)}"))
            .Where(static room => Path.GetFileName(room) is not ("bin" or "obj" or "Properties" or "wwwroot" or "Build"));
        Assert.Equal(rooms.Order(StringComparer.Ordinal), mapped.Order(StringComparer.Ordinal));
    }

    private static string RoomOf(string file) => Path.GetRelativePath(Repository.Root, file).Split('/')[1];

    [GeneratedRegex(@"MissionControl\.Core\.(Catalog|Sources|Notifications|Storage)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EdgeNames();

    // For example: - `MissionControl.Core/Bpms`: what is measured
    [GeneratedRegex(@"^- `(?<room>[^`]+)`: \S", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MapLine();
}
