using System.Diagnostics;

namespace MissionControl.Tests.Support;

/// <summary>A program of the folder <c>Node</c>: somebody else's judgement of what we write.</summary>
internal static class NodeProgram
{
    private static string Folder => Path.Combine(Repository.Root, "MissionControl.Tests", "Node");

    /// <param name="script">In the folder.</param>
    public static async Task<(int Code, string Said)> RunAsync(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("node") { WorkingDirectory = Folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[script, .. arguments])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(said).Trim());
    }
}
