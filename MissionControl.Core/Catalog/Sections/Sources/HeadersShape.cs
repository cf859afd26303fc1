using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MissionControl.Core.Catalog.Keys;
using MissionControl.Core.Catalog.Yaml;

namespace MissionControl.Core.Catalog.Sections.Sources;

/// <summary>Request headers by name; the values may hold secrets.</summary>
internal sealed partial class HeadersShape : Shape<ImmutableDictionary<string, string>>
{
    private const string NamePattern = "^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}$";

    // Those that describe the body or the connection are the client's business.
    private static readonly ImmutableHashSet<string> Reserved = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Host", "Connection", "Transfer-Encoding", "Upgrade", "Trailer", "Allow", "Expires", "Last-Modified", "Accept-Encoding",
        "Content-Type", "Content-Length", "Content-Encoding", "Content-Language", "Content-Location", "Content-Range", "Content-MD5", "Content-Disposition");

    private readonly SecretShape _text = SecretShape.Header;

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out ImmutableDictionary<string, string> value)
    {
        value = null;
        if (node is not MapNode map)
        {
            reading.Problem(node, $"expected header names with their values, found {(node is ListNode ? node.Described : "a single value")}");
            return false;
        }

        var headers = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, entry) in map.Entries)
        {
            if (!HeaderName().IsMatch(name.Text))
                reading.Problem(name, $"{ScalarNode.Quoted(name.Text)} cannot be the name of a header");
            else if (Reserved.Contains(name.Text))
                reading.Problem(name, $"the header {name.Text} is set by Mission Control itself");
            else if (headers.ContainsKey(name.Text))
                reading.Problem(name, $"the header {name.Text} was already given; letter case does not matter");
            else if (_text.TryRead(entry, reading, out var text))
                headers[name.Text] = text;
        }

        value = headers.ToImmutable();
        return true;
    }

    public override JsonObject Schema() => new()
    {
        ["type"] = "object",
        ["propertyNames"] = new JsonObject { ["pattern"] = NamePattern },
        ["additionalProperties"] = _text.Schema(),
    };

    [GeneratedRegex(NamePattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex HeaderName();
}
