using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace MissionControl.Bench.Alerts;

/// <summary>Debian's Alertmanager, pinned to core 0, alone, with nobody to tell.</summary>
internal sealed class AlertmanagerProcess : IAsyncDisposable
{
    private const string Program = "/usr/bin/prometheus-alertmanager";
    private readonly Process _process;

    private AlertmanagerProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public static bool IsHere => File.Exists(Program);

    public static async Task<AlertmanagerProcess> StartAsync(Workplace place)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        listener.Stop();
        await File.WriteAllTextAsync(place["alertmanager.yml"], "route: { receiver: nobody }\nreceivers: [{ name: nobody }]\n");
        var start = new ProcessStartInfo("taskset") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["-c", "0", Program, $"--config.file={place["alertmanager.yml"]}", $"--storage.path={place["alertmanager"]}", $"--web.listen-address={address.Authority}", "--cluster.listen-address=", "--log.level=error"])
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var began = Stopwatch.GetTimestamp();
        while (!await IsReadyAsync(address))
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(began) > TimeSpan.FromSeconds(30))
                throw new InvalidOperationException("Alertmanager does not start.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        return new(process, address);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<bool> IsReadyAsync(Uri address)
    {
        try
        {
            return await ServerProcess.SaysYesAsync(new Uri(address, "/-/ready"));
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
