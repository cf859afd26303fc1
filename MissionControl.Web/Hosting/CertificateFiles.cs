namespace MissionControl.Web.Hosting;

/// <summary>The certificate files that the settings name for encrypted addresses: Kestrel would look for them only while it starts, and fail with a stack trace.</summary>
internal static class CertificateFiles
{
    private static readonly string[] _keys = ["Path", "KeyPath"];

    /// <param name="root">Where Kestrel starts relative paths: the app's own folder.</param>
    public static IEnumerable<SettingsProblem> Check(IConfiguration configuration, string root)
    {
        var kestrel = configuration.GetSection("Kestrel");
        var certificates = kestrel.GetSection("Certificates").GetChildren()
            .Concat(kestrel.GetSection("Endpoints").GetChildren().SelectMany(OfEndpoint));
        foreach (var certificate in certificates)
            foreach (var key in _keys)
                if (certificate[key] is { Length: > 0 } name && WhyUnreadable(Path.Combine(root, name)) is { } why)
                    yield return new($"{certificate.Path}:{key}", "must name a file this process can read", $"'{name}', which {why}", "put the file there, or name another by its full path");
    }

    private static IEnumerable<IConfigurationSection> OfEndpoint(IConfigurationSection endpoint) =>
        endpoint.GetSection("Sni").GetChildren().Select(static host => host.GetSection("Certificate")).Prepend(endpoint.GetSection("Certificate"));

    private static string? WhyUnreadable(string path)
    {
        try
        {
            using var opened = File.OpenRead(path);
            return null;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return $"is not there ({path})";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return $"cannot be read ({path})";
        }
    }
}
