using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace MissionControl.Bench.StatusPages;

/// <summary>Debian's nginx, one worker on core 0, serving one file as it is and writing no log.</summary>
internal sealed class NginxProcess : IAsyncDisposable
{
    private const string Program = "/usr/sbin/nginx";
    private readonly Process _process;

    private NginxProcess(Process process, Uri address) => (_process, Address) = (process, address);

    /// <summary>Of the file.</summary>
    public Uri Address { get; }

    public static bool IsHere => File.Exists(Program);

    public static async Task<NginxProcess> StartAsync(Workplace place, byte[] file)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var folder = Directory.CreateDirectory(place["nginx"]).FullName;
        // The worker is another user's, when we are root.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path.GetDirectoryName(folder)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        await File.WriteAllBytesAsync(Path.Combine(folder, "page"), file);
        var settings = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(settings, $$"""
            worker_processes 1; daemon off; pid {{folder}}/pid; error_log {{folder}}/error.log;
            events { worker_connections 1024; }
            http {
              access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000; open_file_cache max=10;
              client_body_temp_path {{folder}}/body; proxy_temp_path {{folder}}/proxy; fastcgi_temp_path {{folder}}/fastcgi; uwsgi_temp_path {{folder}}/uwsgi; scgi_temp_path {{folder}}/scgi;
              default_type text/html;
              server { listen 127.0.0.1:{{port}}; root {{folder}}; }
            }
            """);
        var process = Process.Start(new ProcessStartInfo("taskset", ["-c", "0", Program, "-c", settings]) { UseShellExecute = false })!;
        var address = new Uri($"http://127.0.0.1:{port}/page");
        for (var began = Stopwatch.GetTimestamp(); !await IsUpAsync(address);)
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(began) > TimeSpan.FromSeconds(10))
                throw new InvalidOperationException("nginx does not start.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        return new(process, address);
    }

    public async ValueTask DisposeAsync()
    {
        using (var quit = Process.Start("kill", ["-QUIT", _process.Id.ToString()]))
            await quit.WaitForExitAsync();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<bool> IsUpAsync(Uri address)
    {
        try
        {
            return await ServerProcess.SaysYesAsync(address);
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
