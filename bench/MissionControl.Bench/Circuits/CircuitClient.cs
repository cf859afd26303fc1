using System.IO.Pipelines;
using System.Net;
using System.Net.WebSockets;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace MissionControl.Bench.Circuits;

/// <summary>An open page without a browser: fetches it, starts its circuit as blazor.web.js does, acknowledges what it is sent.</summary>
internal sealed partial class CircuitClient(Uri address, Action<byte[]> received) : IAsyncDisposable
{
    private HubConnection? _hub;

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        var html = await ServerProcess.Http.GetStringAsync(address, cancellationToken);
        var builder = new HubConnectionBuilder();
        var protocol = typeof(CircuitOptions).Assembly.GetTypes().First(static type => type.Name == "BlazorPackHubProtocol");
        builder.Services.AddSingleton((IHubProtocol)Activator.CreateInstance(protocol, nonPublic: true)!)
            .AddSingleton<IConnectionFactory, WebSocketConnections>()
            .AddSingleton<EndPoint>(new UriEndPoint(new UriBuilder(address) { Scheme = "ws", Path = "/_blazor" }.Uri));
        _hub = builder.Build();
        _hub.On<long, byte[]>("JS.RenderBatch", (id, batch) =>
        {
            received(batch);
            return _hub.SendAsync("OnRenderCompleted", id, null, cancellationToken);
        });
        _hub.On<int, string>("JS.AttachComponent", static (_, _) => { });
        _hub.On<string>("JS.EndUpdateRootComponents", static _ => { });
        _hub.On<string>("JS.Error", static error => Console.Error.WriteLine(error));
        await _hub.StartAsync(cancellationToken);
        await _hub.InvokeAsync<string>("StartCircuit", address.ToString(), address.ToString(), "[]", "", cancellationToken);
        await _hub.SendAsync("UpdateRootComponents", Operations(html), State().Match(html).Groups["state"].Value, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_hub is not null)
            await _hub.DisposeAsync();
    }

    /// <summary>The prerendered islands, to be taken over: <c>&lt;!--Blazor:{"type":"server",…}--&gt;</c>.</summary>
    private static string Operations(string html)
    {
        var operations = Marker().Matches(html)
            .Select(static match => match.Groups["json"].Value)
            .Where(static json => json.Contains("\"descriptor\"", StringComparison.Ordinal))
            .Select(static (json, i) => $$"""{"type":"add","ssrComponentId":{{i + 1}},"marker":{{json}}}""");
        return $$"""{"batchId":1,"operations":[{{string.Join(',', operations)}}]}""";
    }

    [GeneratedRegex("<!--Blazor:(?<json>\\{.*?\\})-->", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(?<state>[^-]*)-->", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex State();

    private sealed class WebSocketConnections : IConnectionFactory
    {
        public async ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
        {
            var socket = new ClientWebSocket();
            var uri = ((UriEndPoint)endpoint).Uri;
            socket.Options.SetRequestHeader("Origin", $"http://{uri.Authority}");
            if (ServerProcess.Http.DefaultRequestHeaders.TryGetValues("Cookie", out var cookies))
                socket.Options.SetRequestHeader("Cookie", string.Join("; ", cookies));
            // As a browser does, where the server offers it.
            socket.Options.DangerousDeflateOptions = new WebSocketDeflateOptions();
            await socket.ConnectAsync(uri, cancellationToken);
            return new WebSocketTransport(socket);
        }
    }

    private sealed class WebSocketTransport : ConnectionContext
    {
        private readonly ClientWebSocket _socket;

        public WebSocketTransport(ClientWebSocket socket)
        {
            _socket = socket;
            var (incoming, outgoing) = (new Pipe(), new Pipe());
            Transport = new Duplex(incoming.Reader, outgoing.Writer);
            _ = ReceiveAsync(incoming.Writer);
            _ = SendAsync(outgoing.Reader);
        }

        public override IDuplexPipe Transport { get; set; }

        public override string ConnectionId { get; set; } = Guid.NewGuid().ToString("N");

        public override IFeatureCollection Features { get; } = new FeatureCollection();

        public override IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();

        public override async ValueTask DisposeAsync()
        {
            _socket.Abort();
            _socket.Dispose();
            await base.DisposeAsync();
        }

        private async Task ReceiveAsync(PipeWriter writer)
        {
            try
            {
                while (true)
                {
                    var read = await _socket.ReceiveAsync(writer.GetMemory(32 * 1024), CancellationToken.None);
                    if (read.MessageType == WebSocketMessageType.Close)
                        break;
                    writer.Advance(read.Count);
                    await writer.FlushAsync();
                }
            }
            catch (Exception gone) when (gone is WebSocketException or ObjectDisposedException or OperationCanceledException)
            {
                // Closed by either side.
            }

            await writer.CompleteAsync();
        }

        private async Task SendAsync(PipeReader reader)
        {
            try
            {
                while (true)
                {
                    var read = await reader.ReadAsync();
                    foreach (var segment in read.Buffer)
                        await _socket.SendAsync(segment, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
                    reader.AdvanceTo(read.Buffer.End);
                    if (read.IsCompleted)
                        break;
                }
            }
            catch (Exception gone) when (gone is WebSocketException or ObjectDisposedException or OperationCanceledException)
            {
                // Closed by either side.
            }
        }

        private sealed class Duplex(PipeReader input, PipeWriter output) : IDuplexPipe
        {
            public PipeReader Input => input;

            public PipeWriter Output => output;
        }
    }
}
