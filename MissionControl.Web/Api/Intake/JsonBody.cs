using System.Text.Json;

namespace MissionControl.Web.Api.Intake;

/// <summary>The body of a request, as JSON or as the problem with it.</summary>
/// <param name="Problem"><see langword="null"/> when there is a document.</param>
internal sealed record JsonBody(JsonDocument? Document, IResult? Problem) : IDisposable
{
    private static readonly JsonDocumentOptions _strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <param name="most">Bytes; more is a 413 and not read.</param>
    public static async Task<JsonBody> ReadAsync(HttpContext context, int most)
    {
        if (!context.Request.HasJsonContentType())
            return new(null, Problems.NotJson());
        if (context.Request.ContentLength > most)
            return new(null, Problems.TooLarge(most));
        if (context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = most;
        try
        {
            return new(await JsonDocument.ParseAsync(context.Request.Body, _strict, context.RequestAborted), null);
        }
        catch (JsonException broken)
        {
            return new(null, Problems.Malformed($"The body is no JSON we can read: it breaks off in line {broken.LineNumber + 1} at byte {broken.BytePositionInLine + 1}"));
        }
        catch (InvalidOperationException)
        {
            // Half a character pair, escaped, in a name: found when names are compared.
            return new(null, Problems.Malformed("The body is no JSON we can read: a name in it is no text"));
        }
        catch (BadHttpRequestException large) when (large.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return new(null, Problems.TooLarge(most));
        }
    }

    public void Dispose() => Document?.Dispose();
}
