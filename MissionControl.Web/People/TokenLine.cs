using MissionControl.Core.People;
using System.Collections.Immutable;
using MissionControl.Core.People.Tokens;

namespace MissionControl.Web.People;

/// <summary>A token in words.</summary>
/// <param name="Issued">"21 Nov 02:04", "21 Nov 02:04, from a shell".</param>
/// <param name="Ends">"Good until 19 Feb 02:04", "Expired 3 Nov 02:04", "Revoked 02:04".</param>
/// <param name="Used">"02:04 (8 min ago)", "never".</param>
/// <param name="Stands">Is it good still?</param>
public sealed record TokenLine(Guid Id, string Name, ImmutableArray<string> Scopes, string Issued, string Ends, string Used, bool Stands)
{
    /// <summary>What opens nothing any more is listed for so long.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(90);

    /// <summary>Those that stand first, the newest before older ones; of the others those of the last weeks.</summary>
    public static ImmutableArray<TokenLine> List(ImmutableArray<ApiToken> tokens, DateTimeOffset now, TimeZoneInfo zone) =>
    [
        .. tokens.Where(token => (token.RevokedAt ?? token.ExpiresAt ?? now) > now - Remembered)
            .OrderByDescending(token => token.FindingAt(now) is TokenFinding.Good).ThenByDescending(static token => token.IssuedAt)
            .Select(token => Of(token, now, zone)),
    ];

    private static TokenLine Of(ApiToken token, DateTimeOffset now, TimeZoneInfo zone) => new(
        token.Id,
        token.Name,
        [.. token.Scopes.Select(static scope => scope.Word())],
        Words.Time(token.IssuedAt, now, zone) + (token.IssuedBy == Actor.System.Id ? ", from a shell" : ""),
        (token.FindingAt(now), token) switch
        {
            (TokenFinding.Revoked, { RevokedAt: { } at }) => "Revoked " + Words.Time(at, now, zone),
            (TokenFinding.Expired, { ExpiresAt: { } at }) => "Expired " + Words.Time(at, now, zone),
            (_, { ExpiresAt: { } at }) => "Good until " + Words.Time(at, now, zone),
            _ => "Good for ever",
        },
        token.LastUsedAt is { } used ? $"{Words.Time(used, now, zone)} ({Words.Ago(now - used)})" : "never",
        token.FindingAt(now) is TokenFinding.Good);
}
