using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace MissionControl.Bench;

/// <summary>A server in a process of its own, pinned to core 0.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    public static readonly HttpClient Http = new(new SocketsHttpHandler { UseCookies = false }) { Timeout = TimeSpan.FromSeconds(30) };
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said;

    private ServerProcess(Process process, Uri address, ConcurrentQueue<string> said) => (_process, Address, _said) = (process, address, said);

    public Uri Address { get; }

    /// <summary>From the start of the process to the first answer that satisfied.</summary>
    public TimeSpan StartTook { get; private set; }

    /// <summary>Resident memory, bytes.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Processor time that it has used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>What it has printed.</summary>
    public IReadOnlyCollection<string> Said => _said;

    /// <param name="arguments">After the port's URL is put in for <c>{url}</c>.</param>
    /// <param name="isUp">Asked again and again with the server's address.</param>
    public static Task<ServerProcess> StartAsync(string assembly, string[] arguments, Func<Uri, Task<bool>> isUp) =>
        StartAsync(assembly, new Uri($"http://127.0.0.1:{FreePort()}"), arguments, isUp);

    /// <param name="address">Where it was before it was stopped.</param>
    /// <param name="arguments">After the port's URL is put in for <c>{url}</c>.</param>
    /// <param name="isUp">Asked again and again with the server's address.</param>
    public static async Task<ServerProcess> StartAsync(string assembly, Uri address, string[] arguments, Func<Uri, Task<bool>> isUp)
    {
        var start = new ProcessStartInfo("taskset") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["-c", "0", "dotnet", assembly, .. arguments])
            start.ArgumentList.Add(argument.Replace("{url}", address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal));
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        // Its sockets for debuggers would stay behind in the temporary folder when it is killed.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        var began = Stopwatch.GetTimestamp();
        var process = Process.Start(start)!;
        var said = new ConcurrentQueue<string>();
        process.OutputDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new ServerProcess(process, address, said);
        while (!await AnswersAsync(address, isUp))
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(began) > StartLimit)
                throw new InvalidOperationException($"{assembly} did not come up: {string.Join('\n', said.TakeLast(20))}");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }

        server.StartTook = Stopwatch.GetElapsedTime(began);
        return server;
    }

    public static async Task<bool> SaysYesAsync(Uri address)
    {
        using var answer = await Http.GetAsync(address);
        return answer.IsSuccessStatusCode;
    }

    /// <summary>As <c>kill -9</c> does: it saves nothing.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        using (var term = Process.Start("kill", ["-TERM", _process.Id.ToString()]))
            await term.WaitForExitAsync();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<bool> AnswersAsync(Uri address, Func<Uri, Task<bool>> isUp)
    {
        try
        {
            return await isUp(address);
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
