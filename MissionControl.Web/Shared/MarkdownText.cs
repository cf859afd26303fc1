using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Components;
using System.Text.Encodings.Web;

namespace MissionControl.Web.Shared;

/// <summary>
/// What people write, as a page shows it. HTML in it is text, links lead only to the web, mail and our own pages, and a picture is a
/// link to it: loading it would tell its server who reads the page. Headings begin below the page's own.
/// </summary>
public static class MarkdownText
{
    /// <summary>Letters. What is longer is shown as it was written.</summary>
    public const int Longest = 256 * 1024;

    private const int LowestHeading = 6;
    private static readonly string[] Schemes = ["https", "http", "mailto"];

    // No attributes, identifiers or embedded media: each of those extensions lets a text choose what the page is made of.
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseTaskLists().UseAutoLinks().Build();

    public static MarkupString Render(string text) => new(ToHtml(text));

    internal static string ToHtml(string text)
    {
        if (text.Length > Longest)
            return AsWritten(text);
        try
        {
            var document = Markdown.Parse(text, Pipeline);
            foreach (var heading in document.Descendants<HeadingBlock>())
                heading.Level = Math.Min(heading.Level + 1, LowestHeading);
            Tame(document);
            using var page = new StringWriter();
            var renderer = new HtmlRenderer(page);
            Pipeline.Setup(renderer);
            renderer.Render(document);
            return page.ToString();
        }
        catch (ArgumentException)
        {
            // How Markdig says that something is nested without end.
            return AsWritten(text);
        }
    }

    /// <summary>May a link lead there? Schemes by a list of the good ones, since browsers know too many bad ones.</summary>
    internal static bool Allows(string? address)
    {
        // Browsers drop line ends and tabs within an address and take a backslash for a slash.
        if (string.IsNullOrWhiteSpace(address) || address.Any(static letter => char.IsControl(letter) || char.IsWhiteSpace(letter) || letter == '\\'))
            return false;
        if (address.StartsWith("//", StringComparison.Ordinal))
            return false;
        var head = address[..(address.IndexOfAny(['/', '?', '#']) is var end and >= 0 ? end : address.Length)];
        return head.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0
            ? Schemes.Contains(head[..colon], StringComparer.OrdinalIgnoreCase) && Uri.TryCreate(address, UriKind.Absolute, out _)
            : !head.Contains('&', StringComparison.Ordinal);
    }

    /// <summary>Leaves only links that may lead where they lead. Whoever renders Markdown for a page does this first.</summary>
    internal static void Tame(MarkdownDocument document)
    {
        foreach (var link in document.Descendants<LinkInline>().ToList())
            Tame(link);
        foreach (var link in document.Descendants<AutolinkInline>().ToList())
            Tame(link);
    }

    private static void Tame(LinkInline link)
    {
        var address = link.GetDynamicUrl?.Invoke() ?? link.Url;
        if (!Allows(address))
        {
            link.ReplaceBy(new ContainerInline(), copyChildren: true);
            return;
        }

        link.IsImage = false;
        if (link.FirstChild is null)
            link.AppendChild(new LiteralInline(address!));
        Mark(link);
    }

    private static void Tame(AutolinkInline link)
    {
        if (link.IsEmail || Allows(link.Url))
            Mark(link);
        else
            link.ReplaceBy(new LiteralInline(link.Url));
    }

    private static void Mark(Inline link) => link.GetAttributes().AddPropertyIfNotExist("rel", "noopener noreferrer nofollow");

    internal static string AsWritten(string text) => $"<pre>{HtmlEncoder.Default.Encode(text)}</pre>";
}
