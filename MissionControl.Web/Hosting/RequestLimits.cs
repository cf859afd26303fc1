using System.Security.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using MissionControl.Web.Api;

namespace MissionControl.Web.Hosting;

/// <summary>How much of a request is taken at all. What needs more than the usual says so at its endpoint.</summary>
public static class RequestLimits
{
    /// <summary>Bytes of a body where an endpoint says nothing else: a form, and no more.</summary>
    public const int UsualBody = 64 * 1024;

    /// <summary>Bytes of a body at endpoints that take what machines send.</summary>
    public const int IntakeBody = 1024 * 1024;

    /// <summary>Bytes of all headers, names and values. Above it the answer is 431; above twice that the connection ends.</summary>
    public const int Headers = 16 * 1024;

    /// <summary>How deep JSON may be nested.</summary>
    public const int JsonDepth = 16;

    /// <summary>Bytes of a refused body that are still taken off the line, so that its sender reads the refusal and no broken connection.</summary>
    private const int MostDrained = 8 * IntakeBody;

    private const int MostFormFields = 200;
    private const int LongestFormKey = 256;

    /// <summary>Until an answer must have been made; circuits have no such limit.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>A body of up to so many bytes; above it the answer is 413.</summary>
    public static TBuilder TakesUpTo<TBuilder>(this TBuilder endpoint, int bytes)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new BodyLimit(bytes));

    public static void AddRequestLimits(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(OfTheServer);
        builder.Services.Configure<FormOptions>(static form =>
        {
            form.ValueCountLimit = MostFormFields;
            form.KeyLengthLimit = LongestFormKey;
            form.ValueLengthLimit = UsualBody;
            form.MultipartBodyLengthLimit = IntakeBody;
        });
        builder.Services.ConfigureHttpJsonOptions(static json => json.SerializerOptions.MaxDepth = JsonDepth);
        builder.Services.AddRequestTimeouts(static timeouts => timeouts.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = Patience,
            TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
        });
    }

    /// <summary>Inside the error answers, so that a refusal is a problem document where machines ask.</summary>
    public static void UseRequestLimits(this WebApplication app)
    {
        app.Use(static (context, next) =>
        {
            if (context.Request.Headers.Sum(static header => header.Key.Length + header.Value.Sum(static value => value?.Length ?? 0)) <= Headers)
                return next(context);
            context.Response.StatusCode = StatusCodes.Status431RequestHeaderFieldsTooLarge;
            return Task.CompletedTask;
        });
        app.Use(static (context, next) =>
        {
            if (IsHost(context))
                return next(context);
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        });
        app.Use(RefuseTooLarge);
        app.UseRequestTimeouts();
    }

    /// <summary>
    /// Refuses what says itself that it is too large, before anything is read. The server would then end the connection while the sender
    /// still writes, and many senders tell that as a broken connection and try again: it may take off the line what is not absurd.
    /// </summary>
    private static Task RefuseTooLarge(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is not { IsReadOnly: false, MaxRequestBodySize: { } most } limit || !(context.Request.ContentLength > most))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        context.Response.OnStarting(() =>
        {
            // Not earlier: the answer's words name the limit.
            limit.MaxRequestBodySize = Math.Max(most, MostDrained);
            return Task.CompletedTask;
        });
        return Task.CompletedTask;
    }

    /// <summary>
    /// Where a form cannot be read (too many fields, cut short, no boundary) the answer is 400: whoever asks for it later, antiforgery
    /// among them, would take that for a fault of ours. What is read stays read. After authorization: strangers' forms are looked at where
    /// they may send one.
    /// </summary>
    public static void UseReadableForms(this WebApplication app) => app.Use(static async (context, next) =>
    {
        if (context.GetEndpoint() is null || ApiSetup.IsForMachines(context) || await ReadFormAsync(context))
            await next(context);
    });

    /// <summary><see langword="false"/>: there is a form, it cannot be read, and that is answered.</summary>
    internal static async Task<bool> ReadFormAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || !context.Request.HasFormContentType)
            return true;
        try
        {
            await context.Request.ReadFormAsync(context.RequestAborted);
            return true;
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException)
        {
            context.Response.StatusCode = (failure as Microsoft.AspNetCore.Http.BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest;
            return false;
        }
    }

    /// <summary>Pages are built around their own address, which a host that is none cannot be part of. Health may be asked for without one.</summary>
    private static bool IsHost(HttpContext context)
    {
        try
        {
            // Reading it decodes it, and that alone fails for what is no international name, such as xn--a.
            if (!context.Request.Host.HasValue)
                return ApiSetup.IsForMachines(context);
            return Uri.TryCreate($"http://{context.Request.Host.ToUriComponent()}/", UriKind.Absolute, out var uri) && uri.PathAndQuery == "/" && uri.UserInfo.Length == 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static void OfTheServer(KestrelServerOptions server)
    {
        // Strangers need not know what serves them.
        server.AddServerHeader = false;
        server.ConfigureHttpsDefaults(static https => https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13);
        var limits = server.Limits;
        limits.MaxRequestBodySize = UsualBody;
        limits.MaxRequestLineSize = 8 * 1024;
        limits.MaxRequestHeadersTotalSize = 2 * Headers;
        limits.MaxRequestHeaderCount = 64;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(75);
        // The server's own usual values, said here because they matter: slower than that is nobody who means it.
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
    }

    private sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
