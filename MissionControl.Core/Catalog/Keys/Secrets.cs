using System.Text.RegularExpressions;

namespace MissionControl.Core.Catalog.Keys;

/// <summary>
/// Fills in <c>${env:NAME}</c> and <c>${file:PATH}</c>. Reasons name the variable or file, never what is in it.
/// </summary>
internal sealed partial class Secrets(string folder, Func<string, string?> environment)
{
    private const int LargestSecret = 64 * 1024;

    /// <summary>What relative paths start in, in words.</summary>
    public string Start { get; init; } = "the catalog folder";

    /// <summary>The files secrets were asked of, so that a changed secret is noticed; absolute, existing or not.</summary>
    public SortedSet<string> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>What was filled in, so that it can be masked wherever it turns up.</summary>
    public HashSet<string> Values { get; } = new(StringComparer.Ordinal);

    public static bool IsIn(string text) => text.Contains("${env:", StringComparison.Ordinal) || text.Contains("${file:", StringComparison.Ordinal);

    /// <summary>The text with its secrets, or why there is none.</summary>
    public (string? Text, string? Reason) FillIn(string text)
    {
        string? reason = null;
        var filled = Reference().Replace(text, match =>
        {
            var (value, wrong) = match.Groups["kind"].Value switch
            {
                "env" => Variable(match.Groups["name"].Value),
                "file" => Content(match.Groups["name"].Value),
                _ => (null, "'${…}' takes ${env:NAME} or ${file:PATH}" + Guess(match.Groups["name"].Value)),
            };
            reason ??= wrong;
            if (value is not null)
                Values.Add(value);
            return value ?? "";
        });
        if (reason is null && Reference().Replace(text, "").Contains("${", StringComparison.Ordinal))
            reason = "a '${' here is not closed with '}'";
        return reason is null ? (filled, null) : (null, reason);
    }

    private static string Guess(string name) => VariableName().IsMatch(name) ? $"; did you mean '${{env:{name}}}'?" : "";

    private (string? Value, string? Reason) Variable(string name)
    {
        if (!VariableName().IsMatch(name))
            return (null, "${env:NAME} needs the name of an environment variable: letters, digits and '_'");
        return environment(name) switch
        {
            null => (null, $"the environment variable {name} is not set"),
            "" => (null, $"the environment variable {name} is empty"),
            var value => (value, null),
        };
    }

    private (string? Value, string? Reason) Content(string path)
    {
        if (path.Length == 0 || path.Contains('\0'))
            return (null, $"${{file:PATH}} needs the path of a file, relative to {Start}");
        var full = Path.GetFullPath(Path.Combine(folder, path));
        Files.Add(full);
        try
        {
            var file = new FileInfo(full);
            if (!file.Exists)
                return (null, $"the secret file {path} does not exist (paths are relative to {Start})");
            if (file.Length > LargestSecret)
                return (null, $"the secret file {path} is larger than 64 KB");
            var value = File.ReadAllText(full).TrimEnd('\r', '\n');
            return value.Length == 0 ? (null, $"the secret file {path} is empty") : (value, null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return (null, $"the secret file {path} cannot be read ({error.GetType().Name})");
        }
    }

    [GeneratedRegex(@"\$\{(?:(?<kind>[A-Za-z]*):)?(?<name>[^}]*)\}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Reference();

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]{0,127}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex VariableName();
}
