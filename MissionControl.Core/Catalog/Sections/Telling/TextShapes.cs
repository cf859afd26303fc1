using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.Json.Nodes;
using MissionControl.Core.Catalog.Keys;
using MissionControl.Core.Catalog.Sections.Sources;
using MissionControl.Core.Catalog.Yaml;

namespace MissionControl.Core.Catalog.Sections.Telling;

/// <summary>An address that is called with something secret: https, or http within this machine. Its path and query may be secret, so it is never quoted.</summary>
/// <param name="example">For the message.</param>
internal sealed class SecureUrlShape(string example) : Shape<Uri>
{
    private readonly SecretShape _text = SecretShape.Anything;

    /// <summary>Does the host name this machine by itself?</summary>
    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out Uri value)
    {
        value = null;
        if (!_text.TryRead(node, reading, out var text))
            return false;
        var wrong = !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Host.Length == 0
                ? $"expected an absolute address such as {example}"
            : url.UserInfo.Length > 0 ? "an address must not hold a user or password"
            : url.Fragment.Length > 0 ? "an address must not hold a '#' part"
            : url.Scheme == "http" && !IsLoopback(url.Host) ? "expected https: what is sent there holds secrets (http only within this machine)"
            : null;
        if (wrong is not null)
            reading.Problem(node, wrong);
        else
            value = url;
        return value is not null;
    }

    public override JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = "^(https?://|\\$\\{)" };
}

/// <summary>One e-mail address, alone: <c>ops@example.org</c>.</summary>
internal sealed class EmailShape() : ScalarShape<string>("an e-mail address such as ops@example.org")
{
    public const int Longest = 254;

    /// <summary>Not every address there may be, but none that could carry a header or a second address.</summary>
    public static bool IsGood(string text) =>
        text.Length is > 2 and <= Longest
        && text.IndexOf('@') is > 0 and <= 64 and var at
        && at == text.LastIndexOf('@') && at < text.Length - 1
        && text.All(static letter => char.IsAsciiLetterOrDigit(letter) || "@.!#$%&'*+-/=?^_`{|}~".Contains(letter, StringComparison.Ordinal))
        && text[(at + 1)..].All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-');

    public override JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = "^[^@\\s]+@[^@\\s]+$", ["maxLength"] = Longest };

    protected override bool TryParse(ScalarNode scalar, [MaybeNullWhen(false)] out string value)
    {
        value = scalar.Text;
        return IsGood(value);
    }
}

/// <summary>yes or no, as <c>true</c> or <c>false</c>.</summary>
internal sealed class SwitchShape() : ScalarShape<bool>("true or false")
{
    public override JsonObject Schema() => new() { ["type"] = "boolean" };

    protected override bool TryParse(ScalarNode scalar, [MaybeNullWhen(false)] out bool value)
    {
        value = scalar.IsSwitch && scalar.Text.Equals("true", StringComparison.OrdinalIgnoreCase);
        return scalar.IsSwitch;
    }
}
