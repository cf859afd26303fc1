using System.Collections.Frozen;
using System.Collections.Immutable;

namespace MissionControl.Core.Changes.Guilt;

/// <summary>How often changes like this one broke something before: marked so by people, or rolled back. Immutable.</summary>
public sealed class PastGuilt
{
    /// <summary>Before anything is known one change in twenty breaks something; that much is believed as twenty changes would show.</summary>
    private const double Usual = 0.05;

    private const double Belief = 20;

    /// <summary>A service, a title or a tool is believed to be like the others until it has about so many changes of its own.</summary>
    private const double Alike = 25;

    /// <summary>Where it broke has said in part already which service it is; and kind and tool go with the service and the title.</summary>
    private const double Beside = 0.25;

    /// <summary>However bad a name it has, it must not drown what the clock and the graph say.</summary>
    private static readonly double Most = Math.Log(4);

    private readonly FrozenDictionary<Guid, DateTimeOffset> _takenBack;
    private readonly FrozenDictionary<Trait, Count> _counts;
    private readonly Count _all;

    private readonly FrozenDictionary<string, string> _services;

    private PastGuilt(FrozenDictionary<Guid, DateTimeOffset> takenBack, FrozenDictionary<Trait, Count> counts, Count all, FrozenDictionary<string, string> services) =>
        (_takenBack, _counts, _all, _services) = (takenBack, counts, all, services);

    /// <param name="all">The newest first.</param>
    public static PastGuilt Of(ImmutableArray<Change> all)
    {
        var takenBack = Rollbacks.Of(all);
        var counts = new Dictionary<Trait, Count>();
        var sum = default(Count);
        foreach (var change in all)
        {
            // What takes another back is an answer to trouble and no change like others.
            if (Rollbacks.IsOne(change))
                continue;
            var one = CountOf(change, takenBack);
            sum += one;
            foreach (var trait in TraitsOf(change))
                counts[trait] = counts.GetValueOrDefault(trait) + one;
        }

        return new(takenBack, counts.ToFrozenDictionary(), sum, ServicesByTitle(counts.Keys));
    }

    /// <summary>The service in which things with such a title are changed, where it is one and the same; for changes that name none.</summary>
    internal string? ServiceOf(Change change) => Trait.OfTitle(change) is { } title ? _services.GetValueOrDefault(title.Words) : null;

    /// <summary>When it was taken back; <see langword="null"/> when it was not.</summary>
    public DateTimeOffset? TakenBackAt(Guid change) => _takenBack.TryGetValue(change, out var at) ? at : null;

    /// <summary>The logarithm of how much likelier than others it is to break something; itself not counted.</summary>
    internal double Weigh(Change change)
    {
        var own = CountOf(change, _takenBack);
        var usual = _all.Less(own).Rate(Usual, Belief);
        var service = Rate(Trait.OfService(change), own, usual);
        var title = Rate(Trait.OfTitle(change), own, service);
        var beside = Math.Log(service / usual) + Math.Log(Rate(Trait.OfKind(change), own, usual) / usual) + Math.Log(Rate(Trait.OfTool(change), own, usual) / usual);
        return Math.Clamp(Math.Log(title / service) + (Beside * beside), -Most, Most);
    }

    /// <summary>Of the changes with the same service and title, this one left out: how many broke something, and how many of those were rolled back.</summary>
    internal (int Guilty, int RolledBack) Like(Change change)
    {
        var like = Trait.OfTitle(change) is { } trait ? _counts.GetValueOrDefault(trait).Less(CountOf(change, _takenBack)) : default;
        return (like.Guilty, like.RolledBack);
    }

    private double Rate(Trait? trait, Count own, double parent) => trait is { } known ? _counts.GetValueOrDefault(known).Less(own).Rate(parent, Alike) : parent;

    private static Count CountOf(Change change, FrozenDictionary<Guid, DateTimeOffset> takenBack)
    {
        var rolledBack = takenBack.ContainsKey(change.Id);
        // Somebody who looked knows better than a pipeline: one rolled back with others may have been innocent.
        var guilty = change.Mark is ChangeMark.Guilty || (rolledBack && change.Mark is not ChangeMark.Innocent);
        return new(1, guilty ? 1 : 0, guilty && rolledBack ? 1 : 0);
    }

    private static FrozenDictionary<string, string> ServicesByTitle(IEnumerable<Trait> traits) => traits
        .Where(static trait => trait is { Sort: 't', Service.Length: > 0 }).GroupBy(static trait => trait.Words)
        .Where(static services => services.Count() == 1).ToFrozenDictionary(static services => services.Key, static services => services.First().Service);

    private static IEnumerable<Trait> TraitsOf(Change change) =>
        new[] { Trait.OfService(change), Trait.OfTitle(change), Trait.OfKind(change), Trait.OfTool(change) }.OfType<Trait>();

    /// <summary>Something that changes have in common.</summary>
    private readonly record struct Trait(char Sort, string Service, string Words)
    {
        private const int MostWords = 3;

        public static Trait? OfService(Change change) => change.Service is { } service ? new('s', service, "") : null;

        public static Trait? OfTitle(Change change) => new('t', change.Service ?? "", Begin(change.Title));

        public static Trait? OfKind(Change change) => new('k', "", change.Kind.ToString());

        public static Trait? OfTool(Change change) => change.By is { } by ? new('b', "", by) : null;

        // "identity-web 4.18.0" and "identity-web 4.19.1" are the same thing changed again: words before the first with a number in it.
        private static string Begin(string title)
        {
            var words = title.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var plain = words.TakeWhile(static word => !word.Any(char.IsDigit)).Take(MostWords).ToArray();
            return string.Join(' ', plain.Length > 0 ? plain : words[..1]).ToLowerInvariant();
        }
    }

    private readonly record struct Count(int Told, int Guilty, int RolledBack)
    {
        public static Count operator +(Count one, Count other) => new(one.Told + other.Told, one.Guilty + other.Guilty, one.RolledBack + other.RolledBack);

        public Count Less(Count own) => new(Math.Max(0, Told - own.Told), Math.Max(0, Guilty - own.Guilty), Math.Max(0, RolledBack - own.RolledBack));

        // The mean of a beta distribution that begins as the parent's, believed as so many changes.
        public double Rate(double parent, double belief) => (Guilty + (belief * parent)) / (Told + belief);
    }
}
