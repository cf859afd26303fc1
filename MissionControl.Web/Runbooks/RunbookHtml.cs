using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using Markdig.Extensions.TaskLists;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using MissionControl.Core.Runbooks;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Runbooks;

/// <summary>
/// A runbook as HTML, for pages and for whatever is written to files. HTML in its text is text, links lead only to the web, mail, our own
/// pages and other runbooks, and a picture is a link to it. It reads without scripts.
/// </summary>
internal static class RunbookHtml
{
    private const string IdPrefix = "part-";

    /// <summary>All of it in one piece; steps are boxes without anything to press.</summary>
    public static string ToHtml(string text, RunbookLinks links)
    {
        var view = Read(text, links);
        var page = new StringBuilder(view.Before);
        foreach (var part in view.Parts)
        {
            page.Append($"<section class=\"rb-part\" aria-labelledby=\"{part.Id}\"><h2 id=\"{part.Id}\"><a href=\"{Safe(part.Href)}\">{Safe(part.Title)}</a></h2>");
            foreach (var block in part.Blocks)
                Write(block, page);
            page.Append("</section>");
        }

        return page.ToString();
    }

    /// <summary>In its parts, for a page on which steps can be ticked.</summary>
    public static RunbookView Read(string text, RunbookLinks links)
    {
        var read = RunbookText.Read(text);
        if (read.Document is not { } document)
            return new(MarkdownText.AsWritten(text), []);
        foreach (var link in document.Descendants<LinkInline>())
            if (AddressOf(link.GetDynamicUrl?.Invoke() ?? link.Url, links) is { } address)
                (link.Url, link.GetDynamicUrl) = (address, null);
        MarkdownText.Tame(document);
        return new(
            string.Concat(read.Before.Select(static block => Html([block], isTight: false))),
            [.. read.Sections.Select(section => Part(section, links))]);
    }

    private static void Write(RunbookBlock block, StringBuilder page)
    {
        page.Append(block.Html);
        if (block.Steps.IsEmpty)
            return;
        page.Append("<ol class=\"steps\">");
        foreach (var step in block.Steps)
            page.Append($"<li class=\"step\"><div class=\"step-says\">{step.Html}</div></li>");
        page.Append("</ol>");
    }

    // Without the base address of the page, a fragment alone would lead to the board.
    private static string? AddressOf(string? address, RunbookLinks links) =>
        RunbookText.LinkedRunbook(address) is { } other
            ? links.Other(other.Id) + (other.Anchor.Length > 0 ? $"#{IdPrefix}{Uri.EscapeDataString(other.Anchor)}" : "")
            : address is ['#', .. var anchor] ? $"{links.Self}#{IdPrefix}{Uri.EscapeDataString(anchor)}"
            : address is ['/', not ('/' or '\\'), ..] or "/" && links.App.Length > 0 ? links.App + address : null;

    private static RunbookPartView Part(ReadSection read, RunbookLinks links)
    {
        var id = IdPrefix + read.Section.Anchor;
        return new(read.Section.Title, id, $"{links.Self}#{id}", read.Section.Part, [.. read.Blocks.Select(block => Block(block, read.Steps))]);
    }

    private static RunbookBlock Block(Block block, ImmutableDictionary<ListItemBlock, RunbookStep> steps)
    {
        if (block is not ListBlock list || !list.OfType<ListItemBlock>().Any(steps.ContainsKey))
            return new(Html([block], isTight: false), []);
        return new("", [.. list.OfType<ListItemBlock>().Select(item => Step(item, list, steps))]);
    }

    private static RunbookStepView Step(ListItemBlock item, ListBlock list, ImmutableDictionary<ListItemBlock, RunbookStep> steps)
    {
        // The page has boxes of its own.
        if (item.FirstOrDefault() is ParagraphBlock { Inline.FirstChild: TaskList box })
            box.Remove();
        var step = steps.GetValueOrDefault(item);
        return new(step?.Id, step?.Words ?? "", Html([.. item], isTight: !list.IsLoose));
    }

    private static string Html(ImmutableArray<Block> blocks, bool isTight)
    {
        using var page = new StringWriter();
        var renderer = new HtmlRenderer(page) { ImplicitParagraph = isTight };
        RunbookText.Pipeline.Setup(renderer);
        renderer.ObjectRenderers.Replace<CodeBlockRenderer>(new CommandRenderer());
        foreach (var block in blocks)
        {
            renderer.Render(block);
            renderer.EnsureLine();
        }

        return page.ToString();
    }

    private static string Safe(string text) => HtmlEncoder.Default.Encode(text);
}
