using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using MissionControl.Core.Catalog.Files;
using MissionControl.Core.Catalog.Keys;
using MissionControl.Core.Catalog.Yaml;
using MissionControl.Core.Runbooks;

namespace MissionControl.Core.Catalog.Runbooks;

/// <summary>Reads one file of <c>runbooks/</c>: its front matter, its title, its sections, and which other runbooks it leads to.</summary>
internal static class RunbookReader
{
    private const string Kind = "runbook";

    // Pages of ours stand there.
    private static readonly string[] OurNames = ["health", "runs"];

    /// <summary><see langword="null"/> when a problem keeps it from use; all problems are noted.</summary>
    public static Runbook? Read(CatalogFile file, Reading reading)
    {
        var id = Path.GetFileNameWithoutExtension(file.Name);
        if (!IdShape.IsGood(id))
        {
            reading.Problems.Add(Place.WholeFile(file.Name), "the name of a runbook file is kebab-case: small letters, digits and single dashes");
            return null;
        }

        if (OurNames.Contains(id))
            reading.Problems.Add(Place.WholeFile(file.Name), $"no runbook can be called '{id}': a page of ours has that address");
        reading.Declare(Kind, id, Place.WholeFile(file.Name));
        if (file.Text(reading.Problems) is not { } whole)
            return null;
        var (front, text, linesBefore) = FrontMatter.Split(file.Name, whole.ReplaceLineEndings("\n"), reading);
        var read = RunbookText.Read(text);
        if (read.Document is null)
        {
            reading.Problems.Add(new(file.Name, linesBefore + 1, 1), text.Length > Runbook.LongestText
                ? $"this runbook has {text.Length} letters; {Runbook.LongestText} is the most"
                : "this runbook is nested too deep to be read: make its lists and quotes flatter");
            return null;
        }

        Refer(file.Name, read.Document, linesBefore, reading);
        var title = front.Title ?? read.Title;
        if (string.IsNullOrEmpty(title))
            reading.Problems.Add(new(file.Name, 1, 1), "a runbook needs a title: a first heading such as '# Sign-in failures'");
        else if (title.Length > Runbook.LongestTitle)
            reading.Problems.Add(new(file.Name, 1, 1), $"the title of this runbook has {title.Length} characters; {Runbook.LongestTitle} is the most");
        else
            return new()
            {
                Id = id,
                Title = title,
                Owner = front.Owner,
                Services = front.Services,
                Alerts = front.Alerts,
                Bpms = front.Bpms,
                ReviewedOn = front.ReviewedOn,
                Text = text.Trim('\n'),
                Sections = [.. read.Sections.Select(static section => section.Section)],
            };
        return null;
    }

    // At two in the morning nobody wants to find that the other runbook has another name.
    private static void Refer(string file, MarkdownDocument document, int linesBefore, Reading reading)
    {
        foreach (var link in document.Descendants<LinkInline>())
            if (RunbookText.LinkedRunbook(link.Url) is { } other)
                reading.Refer(Kind, other.Id, new(file, linesBefore + link.Line + 1, link.Column + 1));
    }
}
