using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using MissionControl.Core.Catalog.Keys;
using MissionControl.Core.Catalog.Yaml;

namespace MissionControl.Core.Catalog.Sections.Sources;

/// <summary>An absolute http or https address. Secrets may be part of it, so it is never quoted.</summary>
internal sealed class UrlShape : Shape<Uri>
{
    private readonly SecretShape _text = SecretShape.Anything;

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out Uri value)
    {
        value = null;
        if (!_text.TryRead(node, reading, out var text))
            return false;
        var wrong = !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Host.Length == 0
                ? "expected an absolute address such as https://prometheus.example:9090"
            : url.UserInfo.Length > 0 ? "an address must not hold a user or password; give them as 'basic'"
            : url.Query.Length > 0 || url.Fragment.Length > 0 ? "an address must not hold a '?' or '#' part"
            : null;
        if (wrong is not null)
            reading.Problem(node, wrong);
        else
            value = url;
        return value is not null;
    }

    public override JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = "^(https?://|\\$\\{)" };
}
