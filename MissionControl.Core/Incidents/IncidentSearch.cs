using System.Collections.Immutable;
using System.Globalization;
using MissionControl.Core.Board;

namespace MissionControl.Core.Incidents;

/// <summary>What somebody looks for among incidents: each of their words must be its number, or stand in its title, in the names of its services, of the people in it, in its public updates or in its review. Pure.</summary>
public sealed record IncidentSearch
{
    public const int LongestText = 100;

    private const int MostWords = 8;

    private readonly ImmutableArray<(string Word, ImmutableHashSet<string> Services, ImmutableHashSet<string> People)> _wanted;

    private IncidentSearch(ImmutableArray<(string, ImmutableHashSet<string>, ImmutableHashSet<string>)> wanted) => _wanted = wanted;

    /// <summary>Apart from each other, as they were typed.</summary>
    public static ImmutableArray<string> WordsOf(string? typed) =>
        [.. OneLine.Of(typed ?? "", LongestText).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostWords)];

    /// <summary>The number that a word is, such as 31 or #31; <see langword="null"/>: it is none.</summary>
    public static int? NumberOf(string word) => int.TryParse(word.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <param name="people">By id and name: those who may be in one.</param>
    public static IncidentSearch For(ImmutableArray<string> words, Definitions definitions, IReadOnlyCollection<(string Id, string Name)> people) => new(
    [
        .. words.Select(word => (
            word,
            definitions.Services.Where(service => Has(service.Name, word) || Has(service.Id, word)).Select(static service => service.Id).ToImmutableHashSet(),
            people.Where(person => Has(person.Name, word)).Select(static person => person.Id).ToImmutableHashSet())),
    ]);

    /// <summary>All of the words are in it.</summary>
    public bool Finds(Incident incident) => _wanted.All(wanted =>
        NumberOf(wanted.Word) == incident.Number
        || Has(incident.Title, wanted.Word)
        || incident.Services.Any(wanted.Services.Contains)
        || incident.Updates.Exists(entry => Has(entry.Title, wanted.Word) || Has(entry.Text, wanted.Word) || Has(entry.TellUsers, wanted.Word))
        || incident.Review.Values.Any(text => Has(text, wanted.Word))
        || (!wanted.People.IsEmpty && IsIn(incident, wanted.People)));

    // Whoever had a role, was asked in, wrote or did something, or owns an action.
    private static bool IsIn(Incident incident, ImmutableHashSet<string> people) =>
        people.Overlaps(incident.People)
        || people.Overlaps(incident.Members)
        || incident.FollowUps.Exists(action => people.Contains(action.Owner));

    private static bool Has(string? text, string word) => text?.Contains(word, StringComparison.OrdinalIgnoreCase) is true;
}
