namespace MissionControl.Web.Api.Doors;

/// <summary>The bytes that were signed.</summary>
internal static class SignedBody
{
    /// <summary>Read once, and put back for the endpoint. What is too large throws what becomes a 413.</summary>
    public static async Task<byte[]> ReadAsync(HttpContext http)
    {
        using var copy = new MemoryStream();
        await http.Request.Body.CopyToAsync(copy, http.RequestAborted);
        var body = copy.ToArray();
        http.Request.Body = new MemoryStream(body, writable: false);
        return body;
    }
}
