using MissionControl.Core.Catalog;

namespace MissionControl.Tests.Catalog;

/// <summary>A catalog folder of a test's own, gone with the test.</summary>
internal sealed class CatalogFolder : IDisposable
{
    /// <summary>Good, and small: tests break one thing of it.</summary>
    public const string Minimum =
        """
        sources:
          - id: main
            prometheus: { url: "http://127.0.0.1:9090" }
        services:
          - { id: identity, name: Identity }
        bpms:
          - id: sign-ups
            name: Sign-ups
            means: New renters.
            kind: rate
            source: main
            query: sum(rate(sign_ups_total[5m]))

        """;

    public string Path { get; } = Directory.CreateTempSubdirectory("catalog-").FullName;

    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>The demo catalog of this repository.</summary>
    public static string Demo => System.IO.Path.Combine(Repository, "catalog");

    public static string Repository { get; } = FindRepository();

    public CatalogFolder With(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    public CatalogFolder With(string name, byte[] bytes)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return this;
    }

    public CatalogReader Reader() => new(Environment.GetValueOrDefault);

    public CatalogReading Read() => Reader().Read(Path);

    /// <summary>Every problem as <c>file:line:col: words</c>.</summary>
    public string[] Problems() => [.. Read().Problems.Select(problem => $"{problem.File}:{problem.Line}:{problem.Column}: {problem.Words}")];

    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }

    private static string FindRepository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(folder, "MissionControl.sln")))
            folder = System.IO.Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("MissionControl.sln is not above the tests");
        return folder;
    }
}
