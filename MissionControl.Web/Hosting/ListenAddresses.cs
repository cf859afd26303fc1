using System.Collections.Immutable;
using System.Net;

namespace MissionControl.Web.Hosting;

/// <summary>Where the app is told to listen, and whether other machines could reach it there.</summary>
internal static class ListenAddresses
{
    public const string Default = "http://127.0.0.1:5080";

    /// <summary>Every configured address with its key, in whichever of the host's ways it was written; empty when there is none.</summary>
    public static ImmutableArray<(string Key, string Address)> Configured(IConfiguration configuration)
    {
        var urls = Split(configuration[WebHostDefaults.ServerUrlsKey]).Select(static url => (WebHostDefaults.ServerUrlsKey, url)).ToList();
        // The host reads ports only where there are no addresses, and opens them to everybody.
        if (urls.Count == 0)
            urls = [.. Ports(configuration, WebHostDefaults.HttpPortsKey, "http"), .. Ports(configuration, WebHostDefaults.HttpsPortsKey, "https")];
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren()
            .Select(static endpoint => (Key: endpoint.Path + ":Url", Address: endpoint["Url"] ?? ""))
            .Where(static endpoint => endpoint.Address.Length > 0);
        return [.. urls, .. endpoints];
    }

    /// <param name="allowOthers">Only whether each is an address at all is checked then.</param>
    public static IEnumerable<SettingsProblem> Check(IEnumerable<(string Key, string Address)> addresses, bool allowOthers)
    {
        foreach (var (key, address) in addresses)
        {
            if (Parse(address) is not { } parsed)
                yield return new(key, "must be an address to listen on", $"'{address}'", $"write one such as {Default}");
            else if (!allowOthers && !IsLoopback(parsed))
                yield return new(
                    key,
                    "must be a loopback address (localhost, 127.0.0.0/8 or [::1]), since passwords must not cross a network in the clear",
                    $"'{address}'",
                    $"use {Default}, or set {MissionSettings.Section}:AllowOtherAddresses to true");
        }
    }

    // Kestrel takes a name that is neither localhost nor a number for "every address there is".
    private static bool IsLoopback(BindingAddress address) =>
        address.IsUnixPipe
        || address.IsNamedPipe
        || string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip));

    private static BindingAddress? Parse(string address)
    {
        try
        {
            return BindingAddress.Parse(address);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static IEnumerable<(string Key, string Address)> Ports(IConfiguration configuration, string key, string scheme) =>
        Split(configuration[key]).Select(port => (key, $"{scheme}://*:{port}"));

    private static string[] Split(string? list) => (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
