using System.Text;

namespace MissionControl.Bench;

/// <summary>A temporary folder with a catalog in it.</summary>
internal sealed class Workplace : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mission-control-bench-").FullName;

    /// <summary>One person opens as many pages as there are to measure.</summary>
    public static string[] Unlimited => ["--MissionControl:Circuits:PerPerson", "100000", "--MissionControl:Circuits:Total", "100000"];

    public string Data => Path.Combine(_folder, "data");

    public string this[string name] => Path.Combine(_folder, name);

    /// <summary>Arguments for the app to run on this place's catalog and data.</summary>
    public string[] Arguments => ["--urls", "{url}", .. OfficeArguments];

    /// <summary>The same for an app that is built here and never started.</summary>
    public string[] OfficeArguments => ["--MissionControl:Catalog", Path.Combine(_folder, "catalog"), "--MissionControl:Data", Data, .. Unlimited];

    /// <param name="source">The mapping after the source's id.</param>
    /// <param name="each">The lines of each BPM, with its number.</param>
    public Task WriteCatalogAsync(string source, int count, Func<int, string> each) => WriteCatalogAsync(source, count, each, "");

    /// <param name="others">More BPMs, whole, or more of the catalog.</param>
    public async Task WriteCatalogAsync(string source, int count, Func<int, string> each, string others)
    {
        var yaml = new StringBuilder("organisation: { name: Bench, zone: Europe/London }\nsources:\n  - id: main\n    ").Append(source).Append("\nbpms:\n");
        for (var i = 0; i < count; i++)
            yaml.Append($"  - id: bpm-{i}\n    name: Metric number {i}\n    means: A number to measure by.\n    source: main\n").Append(each(i));
        yaml.Append(others);
        Directory.CreateDirectory(this["catalog"]);
        await File.WriteAllTextAsync(Path.Combine(this["catalog"], "catalog.yaml"), yaml.ToString());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
