using System.Collections.Immutable;

namespace MissionControl.Core.Changes;

/// <summary>What may be told.</summary>
public static class ChangeRules
{
    public const int LongestTitle = 200;
    public const int LongestBy = 80;
    public const int LongestService = 64;
    public const int LongestKey = 200;
    public const int LongestLink = 2000;

    /// <summary>How far back a change may be told.</summary>
    public static readonly TimeSpan FurthestBack = TimeSpan.FromDays(90);

    /// <summary>How far ahead: planned ones, and clocks that differ.</summary>
    public static readonly TimeSpan FurthestAhead = TimeSpan.FromDays(1);

    /// <summary>The longest change.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    private static readonly string Kinds = string.Join(", ", Enum.GetNames<ChangeKind>().Select(static name => name.ToLowerInvariant()));

    /// <summary>The change that is told, or everything that is wrong with it.</summary>
    /// <param name="id">Names it where it brings no name of its own.</param>
    public static ChangeAnswer Check(ChangeDraft draft, Guid id, DateTimeOffset now)
    {
        var problems = ImmutableArray.CreateBuilder<FieldProblem>();
        var kind = KindOf(draft.Kind, problems);
        var title = Line("title", draft.Title, LongestTitle, problems);
        if (title is null && problems.All(static problem => problem.Field != "title"))
            problems.Add(new("title", "Say what was changed, for example identity-web 4.18.0."));
        var (at, until) = Times(draft, now, problems);
        var change = new Change
        {
            Id = id,
            Key = Line("id", draft.Id, LongestKey, problems) ?? id.ToString(),
            Kind = kind,
            Title = title ?? "",
            Service = Line("service", draft.Service, LongestService, problems),
            At = at,
            Until = until,
            By = Line("by", draft.By, LongestBy, problems),
            Link = LinkOf(draft.Link, problems),
            RollsBack = Line("rollsBack", draft.RollsBack, LongestKey, problems),
            ToldAt = now.ToUniversalTime(),
        };
        return problems.Count > 0 ? new(null, false, problems.ToImmutable()) : new(change, true, []);
    }

    private static ChangeKind KindOf(string? word, ImmutableArray<FieldProblem>.Builder problems)
    {
        // Not by number, which the framework would take.
        if (word is not null && word.All(char.IsAsciiLetter) && Enum.TryParse<ChangeKind>(word, ignoreCase: true, out var kind))
            return kind;
        problems.Add(new("kind", word is null ? $"Say what sort of change it is: {Kinds}." : $"There is no kind '{OneLine.Of(word, 40)}'; there are {Kinds}."));
        return default;
    }

    private static (DateTimeOffset At, DateTimeOffset? Until) Times(ChangeDraft draft, DateTimeOffset now, ImmutableArray<FieldProblem>.Builder problems)
    {
        var at = Moment("at", draft.At, problems) ?? now.ToUniversalTime();
        if (at < now - FurthestBack || at > now + FurthestAhead)
            problems.Add(new("at", "That is more than 90 days back or 1 day ahead."));
        var until = Moment("until", draft.Until, problems);
        if (until <= at)
            problems.Add(new("until", "It must end after it begins."));
        else if (until - at > Longest)
            problems.Add(new("until", "That is more than 31 days after it begins."));
        return (at, until);
    }

    private static DateTimeOffset? Moment(string field, string? text, ImmutableArray<FieldProblem>.Builder problems)
    {
        if (text is null)
            return null;
        if (Moments.Read(text) is { } at)
            return at;
        problems.Add(new(field, $"This must be {Moments.Expected}."));
        return null;
    }

    private static string? Line(string field, string? text, int longest, ImmutableArray<FieldProblem>.Builder problems)
    {
        if (text is null)
            return null;
        var line = text.Length <= 4 * longest ? OneLine.Of(text) : text;
        if (line.Length > longest)
            problems.Add(new(field, $"That is longer than {longest} characters."));
        return line.Length == 0 ? null : line;
    }

    private static string? LinkOf(string? text, ImmutableArray<FieldProblem>.Builder problems)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (text.Length <= LongestLink && Uri.TryCreate(text.Trim(), UriKind.Absolute, out var link)
            && link is { Scheme: "http" or "https", UserInfo: "" } && link.AbsoluteUri.Length <= LongestLink)
            return link.AbsoluteUri;
        problems.Add(new("link", $"This must be an http or https address of at most {LongestLink} characters, without a password in it."));
        return null;
    }
}
