using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml;
using MissionControl.Core.Catalog.Keys;
using MissionControl.Core.Catalog.Yaml;
using MissionControl.Core.Incidents.Images;

namespace MissionControl.Core.Catalog.Sections.Status;

/// <summary>
/// A small picture that becomes part of the page: SVG as it is, or PNG as a data address. Read as a data address. Browsers run nothing in a picture
/// and load nothing for it; what would ask for that is refused, so that nobody wonders why it does not come.
/// </summary>
internal sealed class LogoShape : Shape<string>
{
    /// <summary>Bytes. It is in every answer, before the words.</summary>
    public const int Most = 6 * 1024;

    private const string SvgSpace = "http://www.w3.org/2000/svg";
    private const string SvgAddress = "data:image/svg+xml;base64,";
    private const string PngAddress = "data:image/png;base64,";
    private static readonly string[] _active = ["script", "foreignObject", "image", "use", "a", "iframe", "audio", "video"];

    public static LogoShape Picture { get; } = new();

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out string value)
    {
        value = null;
        if (node is not ScalarNode { IsNothing: false } scalar)
            reading.Expected("a picture: '<svg …>' as text, or 'data:image/png;base64,…'", node);
        else if ((scalar.Text.TrimStart().StartsWith('<') ? Svg(scalar.Text.Trim(), out value) : Png(scalar.Text.Trim(), out value)) is { } problem)
            reading.Problem(node, problem);
        return value is not null;
    }

    public override JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = "^\\s*(<|data:image/png;base64,)" };

    private static string? Svg(string text, out string? address)
    {
        address = null;
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length > Most)
            return TooLarge(bytes.Length);
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var isFirst = true;
            while (reader.Read())
                if (reader.NodeType == XmlNodeType.Element)
                {
                    if (isFirst && (reader.LocalName != "svg" || reader.NamespaceURI != SvgSpace))
                        return $"the picture must begin with <svg xmlns=\"{SvgSpace}\"";
                    if (isFirst && reader.GetAttribute("viewBox") is null)
                        return "the picture needs a viewBox, which says how wide it is for its height";
                    if (_active.Contains(reader.LocalName, StringComparer.OrdinalIgnoreCase))
                        return $"a logo can have no <{reader.LocalName}>: nothing in it runs or is loaded";
                    isFirst = false;
                }
        }
        catch (XmlException broken)
        {
            return $"this is no SVG: {broken.Message}";
        }

        address = SvgAddress + Convert.ToBase64String(bytes);
        return null;
    }

    private static string? Png(string text, out string? address)
    {
        address = null;
        if (!text.StartsWith(PngAddress, StringComparison.Ordinal) || !Base64.IsValid(text.AsSpan(PngAddress.Length)))
            return "a logo is '<svg …>' as text, or 'data:image/png;base64,' and a PNG in base64";
        var bytes = Convert.FromBase64String(text[PngAddress.Length..]);
        if (bytes.Length > Most)
            return TooLarge(bytes.Length);
        var (picture, problem) = PictureReader.Read(bytes);
        if (picture is not { Type: "image/png" })
            return problem?.Words ?? "this is no PNG";
        address = PngAddress + Convert.ToBase64String(picture.Bytes.Span);
        return null;
    }

    private static string TooLarge(int length) => $"a logo can have {Most / 1024} KB, since it is in every answer; this one has {length / 1024.0:0.0}";
}
