using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace MissionControl.Core.Runbooks;

/// <summary>
/// Takes the text of a runbook apart: title, sections, steps. Runs keep the text as it was, so whatever shows one reads it through here, and
/// a step has the same id everywhere. Never throws, whatever the text.
/// </summary>
public static partial class RunbookText
{
    private const int IdLength = 12;
    private const int LongestWords = 200;
    private const int LongestAnchor = 60;

    /// <summary>No attributes and no HTML: a text does not choose what the page is made of.</summary>
    internal static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseTaskLists().UseAutoLinks().UsePreciseSourceLocation().Build();

    /// <summary>The sections with their steps.</summary>
    public static ImmutableArray<RunbookSection> SectionsOf(string text) => [.. Read(text).Sections.Select(static read => read.Section)];

    /// <summary>What people read of it, a paragraph, heading or command a line.</summary>
    internal static IEnumerable<string> Lines(string text) => Read(text).Document?.Descendants<LeafBlock>().Select(Plain) ?? [];

    /// <summary>The runbook that a link such as <c>sign-in-failures.md#fix</c> leads to, and where in it; <see langword="null"/> for any other.</summary>
    internal static (string Id, string Anchor)? LinkedRunbook(string? address) =>
        Other().Match(address ?? "") is { Success: true } match ? (match.Groups["id"].Value, match.Groups["anchor"].Value) : null;

    /// <summary>A document of its own for each call, since whoever renders one changes it.</summary>
    internal static ReadText Read(string text)
    {
        if (text.Length > Runbook.LongestText)
            return ReadText.Unreadable;
        try
        {
            return Read(Markdown.Parse(text, Pipeline));
        }
        catch (ArgumentException)
        {
            // How Markdig says that something is nested without end.
            return ReadText.Unreadable;
        }
    }

    /// <summary>What people read of a block, on one line.</summary>
    internal static string Plain(MarkdownObject part)
    {
        var words = new StringBuilder();
        foreach (var piece in part is LeafBlock leaf ? (IEnumerable<MarkdownObject>)[leaf, .. Inlines(leaf)] : part.Descendants())
            words.Append(piece switch
            {
                LiteralInline literal => literal.Content.ToString(),
                CodeInline code => code.Content,
                AutolinkInline link => link.Url,
                HtmlEntityInline letter => letter.Transcoded.ToString(),
                LineBreakInline => " ",
                CodeBlock code => $" {code.Lines} ",
                LeafBlock => " ",
                _ => "",
            });
        return OneLine.Of(words.ToString());
    }

    private static IEnumerable<MarkdownObject> Inlines(LeafBlock leaf) => leaf.Inline?.Descendants() ?? [];

    private static ReadText Read(MarkdownDocument document)
    {
        var title = document.OfType<HeadingBlock>().FirstOrDefault(static heading => heading.Level == 1);
        var before = ImmutableArray.CreateBuilder<Block>();
        var sections = ImmutableArray.CreateBuilder<ReadSection>();
        var anchors = new HashSet<string>(StringComparer.Ordinal);
        HeadingBlock? heading = null;
        List<Block> blocks = [];
        foreach (var block in document)
        {
            if (ReferenceEquals(block, title) || block is LinkReferenceDefinitionGroup)
                continue;
            if (block is HeadingBlock { Level: <= 2 } next)
            {
                End();
                heading = next;
            }
            else if (heading is null)
            {
                before.Add(block);
            }
            else
            {
                blocks.Add(block);
            }
        }

        End();
        return new(document, title is null ? null : Plain(title), before.ToImmutable(), sections.ToImmutable());

        void End()
        {
            if (heading is null)
                return;
            var words = Plain(heading);
            var part = RunbookTemplate.PartOf(words);
            var steps = StepsOf(blocks, part, sections);
            sections.Add(new(new(words, Anchor(words, anchors), part, [.. steps.Select(static step => step.Value)]), [.. blocks], steps.ToImmutableDictionary<KeyValuePair<ListItemBlock, RunbookStep>, ListItemBlock, RunbookStep>(static step => step.Key, static step => step.Value, ReferenceEqualityComparer.Instance)));
            blocks = [];
        }
    }

    private static List<KeyValuePair<ListItemBlock, RunbookStep>> StepsOf(List<Block> blocks, RunbookPart? part, IEnumerable<ReadSection> earlier)
    {
        var taken = earlier.SelectMany(static section => section.Section.Steps).Select(static step => step.Id).ToHashSet(StringComparer.Ordinal);
        var steps = new List<KeyValuePair<ListItemBlock, RunbookStep>>();
        foreach (var item in blocks.OfType<ListBlock>().SelectMany(static list => list.OfType<ListItemBlock>()))
        {
            if (part is not (RunbookPart.Check or RunbookPart.Fix) && !HasBox(item))
                continue;
            var all = Plain(item);
            if (all.Length == 0)
                continue;
            var first = item.OfType<ParagraphBlock>().Select(Plain).FirstOrDefault(static words => words.Length > 0) ?? all;
            steps.Add(new(item, new(StepId(part, all, taken), OneLine.Of(first, LongestWords))));
        }

        return steps;
    }

    private static bool HasBox(ListItemBlock item) => item.FirstOrDefault() is ParagraphBlock { Inline.FirstChild: TaskList };

    [GeneratedRegex("""^(\./)?(?<id>[^/:?#\\]+)\.md(#(?<anchor>.*))?$""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Other();

    private static string StepId(RunbookPart? part, string words, HashSet<string> taken)
    {
        for (var again = 0; ; again++)
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{part}\0{words}\0{again}"));
            var id = Convert.ToHexStringLower(hash)[..IdLength];
            if (taken.Add(id))
                return id;
        }
    }

    private static string Anchor(string words, HashSet<string> taken)
    {
        var letters = new StringBuilder();
        foreach (var letter in words)
            if (char.IsAsciiLetterOrDigit(letter))
                letters.Append(char.ToLowerInvariant(letter));
            else if (letters.Length > 0 && letters[^1] != '-')
                letters.Append('-');
        var name = letters.ToString();
        name = (name.Length > LongestAnchor ? name[..LongestAnchor] : name).Trim('-');
        name = name.Length == 0 ? "part" : name;
        for (var number = 1; ; number++)
            if (number == 1 ? taken.Add(name) : taken.Add($"{name}-{number}"))
                return number == 1 ? name : $"{name}-{number}";
    }
}

/// <summary>A text taken apart.</summary>
/// <param name="Document"><see langword="null"/> when it cannot be read as Markdown: too long, or nested without end.</param>
/// <param name="Title">The first heading of the first level.</param>
/// <param name="Before">What stands before the first section, without the title.</param>
internal sealed record ReadText(MarkdownDocument? Document, string? Title, ImmutableArray<Block> Before, ImmutableArray<ReadSection> Sections)
{
    public static readonly ReadText Unreadable = new(null, null, [], []);
}

/// <param name="Blocks">What stands under the heading.</param>
/// <param name="Steps">Which items of the lists among them are steps.</param>
internal sealed record ReadSection(RunbookSection Section, ImmutableArray<Block> Blocks, ImmutableDictionary<ListItemBlock, RunbookStep> Steps);
