using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MissionControl.Core.Bpms.Sampling;
using MissionControl.Core.Catalog;

namespace MissionControl.Core.Sources.Prometheus;

/// <summary>One request to Prometheus and what became of it. Does not try again and does not watch the time: <see cref="PrometheusResilience"/> does.</summary>
internal sealed class PrometheusClient : IDisposable
{
    private const int MostWords = 500;
    private static readonly TimeSpan AllowedSkew = TimeSpan.FromSeconds(60);

    private readonly HttpClient? _http;
    private readonly PrometheusAnswer? _unusable;
    private readonly PrometheusSourceDefinition _definition;
    private readonly TimeProvider _time;
    private readonly Redactor _redactor;
    private readonly string _address;
    private volatile bool _disposed;

    /// <param name="handler">Instead of sockets, in tests; owned by the client from here on.</param>
    public PrometheusClient(PrometheusSourceDefinition definition, TimeProvider time, HttpMessageHandler? handler)
    {
        _definition = definition;
        _time = time;
        _redactor = Redactor.For(definition);
        _address = definition.Url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');
        try
        {
            _http = new HttpClient(new PrometheusHandler(definition.Url, handler ?? PrometheusHandler.CreateSockets(definition)))
            {
                Timeout = System.Threading.Timeout.InfiniteTimeSpan,
            };
        }
        catch (Exception exception) when (exception is IOException or CryptographicException or UnauthorizedAccessException)
        {
            _unusable = PrometheusAnswer.Failed(FailureKind.Unreachable, $"The file of certificate authorities '{definition.CaFile}' cannot be used: {exception.Message}");
        }
    }

    /// <exception cref="OperationCanceledException">The caller cancelled, or ran out of patience.</exception>
    public Task<PrometheusAnswer> PostAsync(PrometheusRequest request, CancellationToken cancellationToken) => SendAsync(
        () => CreateMessage(HttpMethod.Post, request.Path, new FormUrlEncodedContent(request.Form)),
        response => ReadAsync(response, request.MaxBytes, cancellationToken),
        cancellationToken);

    /// <summary>The body of a good answer to a GET, or why there is none.</summary>
    /// <param name="path">Under the source's address.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled, or ran out of patience.</exception>
    public async Task<(ReadOnlyMemory<byte> Body, Failure? Failure)> GetAsync(string path, long maxBytes, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> good = default;
        var answer = await SendAsync(
            () => CreateMessage(HttpMethod.Get, path, null),
            async response =>
            {
                if (!response.IsSuccessStatusCode)
                    return PrometheusRefusal.FromForeignBody(response, "an error", _time.GetUtcNow());
                if (await ReadBodyAsync(response, maxBytes, cancellationToken) is not { } body)
                    return PrometheusAnswer.Failed(FailureKind.BadAnswer, $"The answer is larger than {maxBytes >> 20} MB and was not read on.");
                good = body;
                return new PrometheusAnswer([]);
            },
            cancellationToken);
        return (good, answer.Failure);
    }

    public void Dispose()
    {
        _disposed = true;
        _http?.Dispose();
    }

    private async Task<PrometheusAnswer> SendAsync(Func<HttpRequestMessage> create, Func<HttpResponseMessage, Task<PrometheusAnswer>> read, CancellationToken cancellationToken)
    {
        if (_http is null)
            return _unusable!;
        try
        {
            using var message = create();
            using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return Redacted(PrometheusRefusal.FromStatus(response, _time.GetUtcNow()) ?? await read(response));
        }
        catch (FormatException)
        {
            return PrometheusAnswer.Failed(FailureKind.Auth, "The token, password or a header in the catalog holds characters that cannot be sent.");
        }
        catch (Exception exception) when (_disposed && !cancellationToken.IsCancellationRequested
            && exception is ObjectDisposedException or OperationCanceledException or HttpRequestException or IOException)
        {
            return PrometheusAnswer.Failed(FailureKind.Cancelled, "The source was replaced while it was being asked.");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or InvalidDataException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return Redacted(PrometheusRefusal.FromException(exception, _definition.Url.Authority));
        }
    }

    private HttpRequestMessage CreateMessage(HttpMethod method, string path, HttpContent? content)
    {
        var message = new HttpRequestMessage(method, new Uri(_address + path)) { Content = content };
        message.Headers.Accept.ParseAdd("application/json");
        // Trimmed: a secret read from a file often ends with a line end.
        if (_definition.Bearer is { } bearer)
            Add(message, "Authorization", "Bearer " + bearer.Trim());
        else if (_definition.BasicUser is { } user)
            Add(message, "Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{_definition.BasicPassword?.Trim()}")));
        foreach (var (name, value) in _definition.Headers)
            Add(message, name, value.Trim());
        return message;
    }

    private static void Add(HttpRequestMessage message, string name, string value)
    {
        if (value.Any(letter => letter is < ' ' or > '~') || !message.Headers.TryAddWithoutValidation(name, value))
            throw new FormatException();
    }

    private async Task<PrometheusAnswer> ReadAsync(HttpResponseMessage response, long maxBytes, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var type = response.Content.Headers.ContentType?.MediaType;
        if (type is not null && type != "application/json" && !type.EndsWith("+json", StringComparison.Ordinal))
            return PrometheusRefusal.FromForeignBody(response, type == "text/html" ? "a web page (text/html)" : $"content of the type '{type}'", now);
        if (await ReadBodyAsync(response, maxBytes, cancellationToken) is not { } body)
            return PrometheusAnswer.Failed(FailureKind.BadAnswer, $"The answer is larger than {maxBytes >> 20} MB and was not read on. One series is needed: make them one, for example with sum(...).");
        if (body.Length == 0)
            return PrometheusRefusal.FromForeignBody(response, "an empty body", now);
        try
        {
            return Judge(response, PrometheusWire.ReadEnvelope(body), now);
        }
        catch (JsonException exception)
        {
            return PrometheusRefusal.FromForeignBody(response, $"broken JSON (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine})", now);
        }
        catch (InvalidOperationException)
        {
            // How System.Text.Json says that a text in it is not UTF-8.
            return PrometheusRefusal.FromForeignBody(response, "JSON that is not UTF-8", now);
        }
    }

    private static PrometheusAnswer Judge(HttpResponseMessage response, PrometheusEnvelope envelope, DateTimeOffset now)
    {
        if (envelope.Status == "error")
            return PrometheusRefusal.FromEnvelope(response, envelope, now);
        if (envelope.Answer is not { } answer || !response.IsSuccessStatusCode)
            return PrometheusRefusal.FromForeignBody(response, "JSON of something else", now);
        if (answer.Failure is null && response.Headers.Date is { } date && (date - now).Duration() > AllowedSkew)
            return PrometheusAnswer.Failed(FailureKind.BadAnswer, Skewed(date - now));
        return answer with { Warning = envelope.Warning };
    }

    private static string Skewed(TimeSpan skew) =>
        $"The source's clock is {Math.Round(skew.Duration().TotalMinutes, MidpointRounding.AwayFromZero):0} min {(skew < TimeSpan.Zero ? "behind" : "ahead of")} ours, so its answers are about another time. Set the clocks right (NTP).";

    // null: too large. Counts after decompression, so a small answer cannot unfold without end.
    private static async Task<ReadOnlyMemory<byte>?> ReadBodyAsync(HttpResponseMessage response, long maxBytes, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > maxBytes)
            return null;
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var body = new ArrayBufferWriter<byte>(4096);
        while (await stream.ReadAsync(body.GetMemory(4096), cancellationToken) is var read and > 0)
        {
            body.Advance(read);
            if (body.WrittenCount > maxBytes)
                return null;
        }

        return body.WrittenMemory;
    }

    private PrometheusAnswer Redacted(PrometheusAnswer answer) => answer with
    {
        Warning = answer.Warning is { } warning ? Clean(warning) : null,
        Failure = answer.Failure is { } failure ? failure with { Detail = Clean(failure.Detail) } : null,
    };

    private string Clean(string words)
    {
        var clean = _redactor.Redact(string.Concat(words.Select(letter => char.IsControl(letter) ? ' ' : letter)));
        return clean.Length <= MostWords ? clean : clean[..MostWords] + "…";
    }
}
