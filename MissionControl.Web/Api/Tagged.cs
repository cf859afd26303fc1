using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Net.Http.Headers;

namespace MissionControl.Web.Api;

/// <summary>Answers with an ETag; whoever has them already gets 304 and no body. They may be kept by whoever asked, but must be asked about every time.</summary>
internal static class Tagged
{
    /// <summary>The tag is known before the answer is made.</summary>
    public static IResult As(HttpContext context, EntityTagHeaderValue tag, Func<IResult> make)
    {
        context.Response.GetTypedHeaders().CacheControl = new() { Private = true, NoCache = true };
        return Unless(context, tag, make);
    }

    /// <summary>The tag is that of the text.</summary>
    public static IResult Json<T>(HttpContext context, T value, JsonTypeInfo<T> type) =>
        Bytes(context, JsonSerializer.SerializeToUtf8Bytes(value, type), "application/json; charset=utf-8");

    public static IResult Bytes(HttpContext context, ReadOnlyMemory<byte> body, string contentType) => As(context, Of(body), () => Results.Bytes(body, contentType));

    /// <summary>The same for what no browser may keep on its disk.</summary>
    public static IResult Unkept(HttpContext context, ReadOnlyMemory<byte> body, string contentType)
    {
        context.Response.GetTypedHeaders().CacheControl = new() { NoStore = true };
        return Unless(context, Of(body), () => Results.Bytes(body, contentType));
    }

    public static EntityTagHeaderValue Of(ReadOnlyMemory<byte> body) => new($"\"{Convert.ToHexStringLower(SHA256.HashData(body.Span).AsSpan(0, 16))}\"");

    private static IResult Unless(HttpContext context, EntityTagHeaderValue tag, Func<IResult> make)
    {
        context.Response.GetTypedHeaders().ETag = tag;
        return context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false))
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : make();
    }
}
