using System.Collections.Immutable;
using MissionControl.Core.Services;

namespace MissionControl.Core.Runbooks;

/// <summary>Finds runbooks by what people remember of them: words of the title, of a service, of the text. All words must be there.</summary>
public static class RunbookSearch
{
    private const int LongestExcerpt = 160;
    private const int BeforeHit = 50;
    private const int MostWords = 12;

    /// <summary>The best first: words in the title, then in services and owner, then in the text; without words all, by title.</summary>
    public static ImmutableArray<FoundRunbook> Find(string text, IEnumerable<Runbook> runbooks, ImmutableArray<Service> services)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MostWords).ToArray();
        return
        [
            .. from runbook in runbooks
               let about = $"{runbook.Id} {runbook.Owner} {string.Join(' ', runbook.Services)} {string.Join(' ', services.Where(service => runbook.Services.Contains(service.Id)).Select(static service => service.Name))}"
               let ranks = words.Select(word => RankOf(word, runbook, about)).ToArray()
               where !ranks.Contains(0)
               orderby ranks.Sum() descending, runbook.Title, runbook.Id
               select new FoundRunbook(runbook, ranks.Contains(1) ? ExcerptOf(runbook.Text, words[Array.IndexOf(ranks, 1)]) : ""),
        ];
    }

    private static int RankOf(string word, Runbook runbook, string about) =>
        Has(runbook.Title, word) ? 100 : Has(about, word) ? 10 : Has(runbook.Text, word) ? 1 : 0;

    private static bool Has(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);

    // What is only in an address or a mark of the Markdown has no line to show.
    private static string ExcerptOf(string text, string word)
    {
        if (RunbookText.Lines(text).FirstOrDefault(line => Has(line, word)) is not { } line)
            return "";
        var hit = line.IndexOf(word, StringComparison.OrdinalIgnoreCase);
        var from = hit > BeforeHit ? line.IndexOf(' ', hit - BeforeHit, BeforeHit) + 1 : 0;
        return (from > 0 ? "… " : "") + OneLine.Of(line[from..], LongestExcerpt);
    }
}

/// <param name="Excerpt">Where a word stands that is only in the text; empty when there is none such.</param>
public sealed record FoundRunbook(Runbook Runbook, string Excerpt);
