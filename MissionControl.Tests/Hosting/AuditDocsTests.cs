using System.Diagnostics;
using System.Text.Json.Nodes;
using MissionControl.Tests.Storage;
using MissionControl.Tests.Support;
using MissionControl.Web.Hosting;

namespace MissionControl.Tests.Hosting;

/// <summary>The script in docs/audit.md, with which anybody can check exported segments without us.</summary>
public sealed class AuditDocsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [WithPythonFact]
    public async Task The_script_of_the_docs_checks_what_we_export_and_finds_what_was_changed()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        for (var number = 0; number < 7; number++)
            await database.Journal.AppendAsync(
                new("tile.state", "Zoë 🦄", "person:1", A.Moment.AddMinutes(number).AddTicks(number), new() { ["words"] = "£ \"\\ \u2028 \n", ["n"] = number + 0.5 }) { From = "192.0.2.1" }, default);
        await RunAsync("export-journal", "--until", "2026-11-21T02:06:30Z", "--to", _folder.Path, "--MissionControl:Data", database.Options.DataFolder);
        await RunAsync("drop-journal", Segments()[0], "--MissionControl:Data", database.Options.DataFolder);
        await RunAsync("export-journal", "--until", "2026-11-22", "--to", _folder.Path, "--MissionControl:Data", database.Options.DataFolder);

        var first = (await database.Journal.ReadAfterAsync(0, 1, default)).Single();
        var (exit, said) = await PythonAsync(Segments()[0]);
        Assert.Equal((0, $"3 entries are whole, head {Convert.ToHexStringLower(first.PreviousHash.AsSpan())}"), (exit, said.Trim()));
        (exit, said) = await PythonAsync(Segments());
        var last = JsonNode.Parse(await File.ReadAllTextAsync(Segments()[1]))!;
        Assert.Equal((0, $"{last["last"]} entries are whole, head {last["hash"]}"), (exit, said.Trim()));
        Assert.Equal(1, (await PythonAsync(Segments()[1])).Exit);

        // Somebody who changes an entry and the manifest with it is found as well.
        var file = Path.ChangeExtension(Segments()[0], ".jsonl");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("person:1", "person:2", StringComparison.Ordinal));
        (exit, said) = await PythonAsync(Segments());
        Assert.Contains("not the file of the manifest", said, StringComparison.Ordinal);
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(Segments()[0]))!;
        manifest["sha256"] = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(file)));
        await File.WriteAllTextAsync(Segments()[0], manifest.ToJsonString());
        (exit, said) = await PythonAsync(Segments());
        Assert.Equal(1, exit);
        Assert.Contains("entry 1 was changed", said, StringComparison.Ordinal);
    }

    private string[] Segments() => [.. Directory.GetFiles(_folder.Path, "*.json").Order(StringComparer.Ordinal)];

    private static async Task RunAsync(params string[] args)
    {
        using var error = new StringWriter();
        using var output = new StringWriter();
        Assert.True(await MissionCommand.RunAsync(args, output, error) == 0, error.ToString());
    }

    private async Task<(int Exit, string Said)> PythonAsync(params string[] manifests)
    {
        var docs = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "audit.md"));
        var begin = docs.IndexOf("```python\n", StringComparison.Ordinal) + "```python\n".Length;
        var script = Path.Combine(_folder.Path, "verify.py");
        await File.WriteAllTextAsync(script, docs[begin..docs.IndexOf("```", begin, StringComparison.Ordinal)]);
        using var python = Process.Start(new ProcessStartInfo("python3", [script, .. manifests]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        var (output, error) = (python.StandardOutput.ReadToEndAsync(deadline.Token), python.StandardError.ReadToEndAsync(deadline.Token));
        await python.WaitForExitAsync(deadline.Token);
        return (python.ExitCode, await output + await error);
    }
}

/// <summary>Without Python on the PATH it is reported as skipped.</summary>
internal sealed class WithPythonFactAttribute : FactAttribute
{
    public WithPythonFactAttribute()
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(static folder => File.Exists(Path.Combine(folder, "python3"))))
            Skip = "No Python: python3 is not on the PATH.";
    }
}
