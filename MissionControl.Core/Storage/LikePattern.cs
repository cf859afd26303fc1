namespace MissionControl.Core.Storage;

/// <summary>What LIKE is asked for, on both databases, where what people type is to be found as it stands.</summary>
internal static class LikePattern
{
    /// <summary>To be named with every LIKE.</summary>
    public const string Escape = "\\";

    /// <summary>Has this text somewhere in it; capital letters are overlooked.</summary>
    public static string Containing(string text) => $"%{Escaped(text)}%";

    // A bracket begins a set of letters on SQL Server.
    private static string Escaped(string text) => text
        .Replace(Escape, Escape + Escape, StringComparison.Ordinal)
        .Replace("%", Escape + "%", StringComparison.Ordinal)
        .Replace("_", Escape + "_", StringComparison.Ordinal)
        .Replace("[", Escape + "[", StringComparison.Ordinal);
}
