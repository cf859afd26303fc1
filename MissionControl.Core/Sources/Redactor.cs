using System.Collections.Immutable;
using System.Text.RegularExpressions;
using MissionControl.Core.Catalog;

namespace MissionControl.Core.Sources;

/// <summary>
/// Takes secrets out of any text that leaves us: failure details, warnings, logs, problem documents. A source has one of its own; the app has one
/// that learns every secret as it is read. What is shaped like a secret of ours is masked too, known or not. Thread-safe.
/// </summary>
public sealed partial class Redactor
{
    private const string Mask = "•••";

    // Shorter ones would be masked in every other word once they hold for all texts.
    private const int ShortestLearned = 4;

    // Longest first: a secret that contains another one is masked as a whole. Trimmed, as they are sent.
    private ImmutableArray<string> _secrets;

    public Redactor(IEnumerable<string?> secrets) => _secrets = InOrder(secrets);

    /// <summary>From now on these are secrets, too; those of fewer than four characters are not.</summary>
    public void Learn(IEnumerable<string?> secrets)
    {
        var more = secrets.Where(static secret => secret?.Trim().Length >= ShortestLearned).ToImmutableArray();
        ImmutableInterlocked.Update(ref _secrets, static (known, more) => InOrder([.. known, .. more]), more);
    }

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

    public string Redact(string text) => Redact(text, []);

    /// <param name="text">Whatever leaves us.</param>
    /// <param name="others">Secrets of the moment, such as those of the request at hand.</param>
    public string Redact(string text, IEnumerable<string> others)
    {
        foreach (var secret in others)
            text = text.Replace(secret, Mask, StringComparison.Ordinal);
        foreach (var secret in _secrets)
            text = text.Replace(secret, Mask, StringComparison.Ordinal);
        return Shaped().Replace(UserInfo().Replace(text, ""), Mask);
    }

    private static ImmutableArray<string> InOrder(IEnumerable<string?> secrets) =>
        [.. secrets
            .Where(secret => !string.IsNullOrWhiteSpace(secret))
            .Select(secret => secret!.Trim())
            .SelectMany(secret => new[] { secret, Uri.EscapeDataString(secret) })
            .Distinct(StringComparer.Ordinal)
            .OrderByDescending(secret => secret.Length)];

    // https://name:password@host: the part up to the @.
    [GeneratedRegex(@"(?<=://)[^/\s@""']+@", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UserInfo();

    // What follows a scheme of authorization; an API token; the key of a link and a wall's link; our cookies; a line that is a header with such.
    [GeneratedRegex(
        @"(?<=\bBearer +)[A-Za-z0-9+/=._~-]{16,}|(?-i:(?<=\bBasic +)(?=\S*[A-Z0-9=])[A-Za-z0-9+/]{6,}={0,2})|\bmc_[A-Za-z0-9_-]{20,}|(?<=[?&]key=)[^&\s""'<>]+|(?<=\bwall/link/)[^/?&\s""'<>]+"
            + @"|(?<=\b(?:__Host-)?mission(?:-wall|-form)?=)[^;,\s""'<>]+|(?<=^[ \t]*(?:Authorization|Cookie|Set-Cookie): ?)\S[^\r\n]*",
        RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shaped();
}
