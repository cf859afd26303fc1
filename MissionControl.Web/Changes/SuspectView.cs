using System.Collections.Immutable;
using MissionControl.Core.Board;
using MissionControl.Core.Changes;
using MissionControl.Core.Changes.Guilt;

namespace MissionControl.Web.Changes;

/// <summary>A change that may be to blame, in words.</summary>
/// <param name="Change">As in every list of changes.</param>
/// <param name="Why">"2 min before, same service, rolled back twice in the last year".</param>
/// <param name="Likely">"likely" for one that outweighs all others; empty.</param>
/// <param name="Mark">What somebody said of it.</param>
public sealed record SuspectView(ChangeView Change, string Why, string Likely, ChangeMark? Mark)
{
    /// <summary>The most that are shown: whoever reads further looks at the list of all changes.</summary>
    public const int Most = 6;

    /// <summary>Shown however unlikely: who looks wants to see what else there was.</summary>
    private const int Always = 3;

    /// <summary>A share below which nobody need read more, unless somebody spoke of it.</summary>
    private const double WorthReading = 0.005;

    /// <summary>What a person can say of a change.</summary>
    public static readonly ImmutableArray<ChangeMark> Marks = [ChangeMark.Guilty, ChangeMark.Innocent, ChangeMark.RolledBack];

    /// <param name="ranked">The likeliest first.</param>
    public static ImmutableArray<SuspectView> List(ImmutableArray<Suspect> ranked, Definitions definitions, DateTimeOffset now)
    {
        var shown = ranked.Where(static (suspect, index) => index < Always || suspect.Share >= WorthReading || suspect.Change.Mark is not null).Take(Most).ToList();
        var changes = ChangeView.List(shown.Select(static suspect => suspect.Change), definitions, now);
        return [.. shown.Select((suspect, index) => new SuspectView(changes[index], Begin(GuiltWords.Why(suspect)), suspect.IsLikely ? "likely" : "", suspect.Change.Mark))];
    }

    /// <summary>What the button says.</summary>
    public static string Say(ChangeMark mark) => mark switch
    {
        ChangeMark.Guilty => "This was it",
        ChangeMark.Innocent => "Not this",
        _ => "Rolled back",
    };

    private static string Begin(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
