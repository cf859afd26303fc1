using System.Collections.Immutable;
using MissionControl.Core.Changes;

namespace MissionControl.Core.Wording;

/// <summary>Changes in words.</summary>
public static class ChangeWords
{
    private const int Most = 3;

    /// <summary>"Deploy", "Flag", "Configuration", "Infrastructure".</summary>
    public static string Kind(ChangeKind kind) => kind.ToString();

    /// <summary>" Changed: identity-web 4.18.0 at 01:50." with at most three, the newest first; empty for none.</summary>
    public static string Lately(ImmutableArray<Change> changes, DateTimeOffset now, TimeZoneInfo zone) => changes.IsEmpty
        ? ""
        : $" Changed: {string.Join("; ", changes.Take(Most).Select(change => $"{change.Title} at {Words.Time(change.At, now, zone)}"))}{(changes.Length > Most ? $"; and {changes.Length - Most} before" : "")}.";
}
