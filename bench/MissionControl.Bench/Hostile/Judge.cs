using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace MissionControl.Bench.Hostile;

internal enum Fault
{
    /// <summary>5xx, other than 503 with Retry-After, and 505: what the server itself says to a version of HTTP that does not exist.</summary>
    Failed,

    /// <summary>Something was had that the caller may not have.</summary>
    LetIn,

    /// <summary>A stack trace, a path of the server or a planted secret.</summary>
    Leaked,

    /// <summary>No end of an answer within the time that a request may take.</summary>
    Overdue,

    /// <summary>The journal holds what nobody here may do.</summary>
    Changed,
}

internal sealed record Finding(Fault Fault, string Words);

/// <summary>What must never be answered, however a request looks.</summary>
/// <param name="doors">All there are.</param>
/// <param name="secrets">What no answer may hold.</param>
internal sealed partial class Judge(ImmutableArray<Door> doors, ImmutableArray<string> secrets)
{
    public Finding? Of(Attack attack, Answer answer)
    {
        if (answer.IsOverdue)
            return new(Fault.Overdue, $"no answer: {attack}");
        if (answer.Status is >= 500 and not 505 && !(answer.Status == 503 && answer.Header("Retry-After") is not null))
            return new(Fault.Failed, $"{answer.Status}: {attack}");
        if (IsLetIn(attack, answer))
            return new(Fault.LetIn, $"{answer.Status}: {attack}");
        return secrets.FirstOrDefault(secret => answer.Body.Contains(secret, StringComparison.Ordinal) || answer.Head.Contains(secret, StringComparison.Ordinal)) is { } leak
            ? new(Fault.Leaked, $"{leak[..Math.Min(8, leak.Length)]}…: {attack}")
            : Trace().Match(answer.Body) is { Success: true } trace ? new(Fault.Leaked, $"{trace.Value}: {attack}") : null;
    }

    private bool IsLetIn(Attack attack, Answer answer)
    {
        // No attack holds a password that is right.
        if (NewSession().IsMatch(answer.Head))
            return true;
        if (answer.Status is not (101 or (>= 200 and < 300) or 304))
            return false;
        if (answer.Status == 101 && attack.IsForeign)
            return true;
        return !doors.Any(door => door.Takes(attack.Method, attack.Target) && door.IsFor(attack.Caller)
            // A page that takes a form takes it with an antiforgery token or not at all.
            && !(door.IsPage && attack.Method == "POST" && !attack.HasGoodForm));
    }

    [GeneratedRegex(@"^Set-Cookie: (__Host-)?mission(-wall)?=[^;\s]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex NewSession();

    [GeneratedRegex(@"\bat (MissionControl|Microsoft|System)\.[A-Za-z.]+\(|[A-Za-z.]+Exception\b|/tmp/[\w./-]*|/home/\w+|\.cs:line", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Trace();
}
