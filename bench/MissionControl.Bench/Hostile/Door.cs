using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace MissionControl.Bench.Hostile;

/// <summary>A line of the table in docs/access.md, which a test compares with the running app: an address, and who may use it.</summary>
internal sealed partial record Door(ImmutableArray<string> Methods, string Address, string Who)
{
    private static readonly string[] Roles = ["Viewer", "Responder", "Editor", "Administrator"];

    /// <summary>Pages take forms; what machines use does not.</summary>
    public bool IsPage => Methods.Contains("POST") && !Address.StartsWith("/api/", StringComparison.Ordinal);

    public bool IsIntake => Methods.Contains("POST") && Address.StartsWith("/api/", StringComparison.Ordinal);

    public static ImmutableArray<Door> ReadTable(string file) =>
        [.. from line in File.ReadLines(file)
            let match = Line().Match(line)
            where match.Success
            select new Door([.. match.Groups["methods"].Value.Split(' ')], match.Groups["address"].Value, match.Groups["who"].Value)];

    /// <summary>The address with something put in for what stands in braces.</summary>
    public string Fill(string value) => Braces().Replace(Address, value);

    public bool IsFor(Caller caller) =>
        Who.StartsWith("anybody", StringComparison.Ordinal)
        || (caller.Role is { } role && Roles.Any(least => Who.Contains($"{least} and above", StringComparison.Ordinal) && Array.IndexOf(Roles, least) <= Array.IndexOf(Roles, role)))
        || (caller.Scope is { } scope && Who.Contains($"`{scope}`", StringComparison.Ordinal))
        || (caller.IsWall && Who.Contains("wall screens", StringComparison.Ordinal));

    /// <summary>Could a request with this request line lead here, as generously as a server may read it?</summary>
    public bool Takes(string method, string target)
    {
        if (!Methods.Contains("any") && !Methods.Contains(method == "HEAD" ? "GET" : method, StringComparer.OrdinalIgnoreCase))
            return false;
        var (wanted, asked) = (Parts(Address), Parts(PathOf(target)));
        return wanted.Length == asked.Length
            && wanted.Zip(asked).All(static pair => pair.First.StartsWith('{') || string.Equals(pair.First, pair.Second, StringComparison.OrdinalIgnoreCase));
    }

    private static string PathOf(string target)
    {
        var path = target.Split('?', '#')[0];
        if (path.IndexOf("://", StringComparison.Ordinal) is > 0 and var scheme)
            path = path.IndexOf('/', scheme + 3) is > 0 and var slash ? path[slash..] : "/";
        return Uri.UnescapeDataString(path.Replace("%2f", "%252f", StringComparison.OrdinalIgnoreCase));
    }

    private static string[] Parts(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/').Where(static part => part is not ("" or ".")))
        {
            if (part != "..")
                parts.Add(part);
            else if (parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
        }

        return [.. parts];
    }

    [GeneratedRegex(@"^\| `(?<methods>[A-Za-z ]+) (?<address>/[^`]*)` \| (?<who>.+) \|$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Line();

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Braces();
}
