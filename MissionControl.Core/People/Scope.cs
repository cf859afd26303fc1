using System.Collections.Immutable;

namespace MissionControl.Core.People;

/// <summary>What a token may do; one may have several.</summary>
public enum Scope
{
    AlertsWrite,
    ChangesWrite,
    MetricsWrite,
    LogsWrite,
    HeartbeatsWrite,
    IncidentsWrite,

    /// <summary>Reads what a <see cref="Role.Viewer"/> reads, by the API.</summary>
    Read,
}

/// <summary>Scopes as they are written.</summary>
public static class Scopes
{
    private static readonly (Scope Scope, string Word)[] _words =
    [
        (Scope.AlertsWrite, "alerts:write"),
        (Scope.ChangesWrite, "changes:write"),
        (Scope.MetricsWrite, "metrics:write"),
        (Scope.LogsWrite, "logs:write"),
        (Scope.HeartbeatsWrite, "heartbeats:write"),
        (Scope.IncidentsWrite, "incidents:write"),
        (Scope.Read, "read"),
    ];

    /// <summary>All of them, as written.</summary>
    public static ImmutableArray<string> Words { get; } = [.. _words.Select(static known => known.Word)];

    /// <summary>For example <c>alerts:write</c>.</summary>
    public static string Word(this Scope scope) => Array.Find(_words, known => known.Scope == scope).Word;

    /// <summary><see langword="null"/> for a word that is no scope.</summary>
    public static Scope? Find(string word) => Array.FindIndex(_words, known => known.Word == word) is var index and >= 0 ? _words[index].Scope : null;
}
