using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using MissionControl.Core;

namespace MissionControl.Web.Runbooks;

/// <summary>A block of code as a command: text that can be selected, and with scripts a button that copies it.</summary>
internal sealed class CommandRenderer : HtmlObjectRenderer<CodeBlock>
{
    private const int LongestName = 60;

    protected override void Write(HtmlRenderer renderer, CodeBlock block)
    {
        renderer.EnsureLine();
        renderer.Write("<div class=\"command\"><pre><code>");
        renderer.WriteLeafRawLines(block, writeEndOfLines: true, escape: true);
        renderer.Write("</code></pre><button type=\"button\" data-copy aria-label=\"Copy: ");
        renderer.WriteEscape(OneLine.Of(block.Lines.ToString(), LongestName));
        renderer.WriteLine("\">Copy</button></div>");
    }
}
