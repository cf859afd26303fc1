using System.Collections.Immutable;
using System.Text.RegularExpressions;
using MissionControl.Core.Catalog;

namespace MissionControl.Core.Sources;

/// <summary>Takes the secrets of one source out of any text that leaves it: failure details, warnings, logs. Thread-safe.</summary>
public sealed partial class Redactor
{
    private const string Mask = "•••";

    // Longest first: a secret that contains another one is masked as a whole. Trimmed, as they are sent.
    private readonly ImmutableArray<string> _secrets;

    public Redactor(IEnumerable<string?> secrets) =>
        _secrets = [.. secrets
            .Where(secret => !string.IsNullOrWhiteSpace(secret))
            .Select(secret => secret!.Trim())
            .SelectMany(secret => new[] { secret, Uri.EscapeDataString(secret) })
            .Distinct(StringComparer.Ordinal)
            .OrderByDescending(secret => secret.Length)];

    /// <summary>
    /// Treats token, password and the values of all headers as secrets, but not <c>X-Scope-OrgID</c>, which names a tenant and
    /// is needed to understand an error.
    /// </summary>
    public static Redactor For(PrometheusSourceDefinition definition)
    {
        var basic = definition.BasicUser is { } user
            ? Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{user}:{definition.BasicPassword?.Trim()}"))
            : null;
        var headers = definition.Headers
            .Where(header => !header.Key.Equals("X-Scope-OrgID", StringComparison.OrdinalIgnoreCase))
            .SelectMany(header => new[] { header.Value, header.Value.Split(' ', 2)[^1] });
        var userInfo = definition.Url.UserInfo.Split(':', 2);
        return new Redactor([definition.Bearer, definition.BasicPassword, basic, userInfo.Length == 2 ? userInfo[1] : null, .. headers]);
    }

    public string Redact(string text)
    {
        foreach (var secret in _secrets)
            text = text.Replace(secret, Mask, StringComparison.Ordinal);
        return UserInfo().Replace(text, "");
    }

    // https://name:password@host: the part up to the @.
    [GeneratedRegex(@"(?<=://)[^/\s@""']+@", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UserInfo();
}
