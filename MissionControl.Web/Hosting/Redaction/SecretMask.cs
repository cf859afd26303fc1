using MissionControl.Core.Sources;

namespace MissionControl.Web.Hosting.Redaction;

/// <summary>
/// Masks every secret that was read (<see cref="Redactor"/>), and what the request at hand shows to say who it is, in whatever is logged or
/// answered. Thread-safe.
/// </summary>
internal sealed class SecretMask(Redactor redactor, IHttpContextAccessor requests)
{
    // Shorter ones are no secrets, and would be masked in every other word.
    private const int Shortest = 8;

    public string Clean(string text) => redactor.Redact(text, OfTheRequest());

    private IReadOnlyList<string> OfTheRequest()
    {
        if (requests.HttpContext is not { } context)
            return [];
        try
        {
            return [.. Shown(context.Request).Where(static secret => secret.Length >= Shortest)];
        }
        catch (ObjectDisposedException)
        {
            // It is over, and with it what it showed.
            return [];
        }
    }

    private static IEnumerable<string> Shown(HttpRequest request)
    {
        foreach (var authorization in request.Headers.Authorization)
        {
            yield return authorization ?? "";
            // Without its scheme.
            yield return authorization?.Split(' ', 2)[^1].Trim() ?? "";
        }

        foreach (var (_, value) in request.Cookies)
            yield return value;
        foreach (var key in request.Query["key"])
            yield return key ?? "";
    }
}
