using System.Collections.Immutable;
using System.Globalization;
using MissionControl.Core.Changes;
using MissionControl.Core.Changes.Guilt;
using MissionControl.Core.Services;

namespace MissionControl.Bench.Guilt;

/// <summary>A made-up organisation: services that need each other, what is changed in them how often, and how risky that is.</summary>
internal sealed class Organisation
{
    private const double UsualRisk = 0.02;
    private static readonly ChangeKind[] _kinds = [ChangeKind.Deploy, ChangeKind.Deploy, ChangeKind.Deploy, ChangeKind.Configuration, ChangeKind.Flag, ChangeKind.Infrastructure];
    private static readonly string[] _tools = ["GitHub Actions", "Jenkins", "LaunchDarkly", "Terraform", "by hand"];
    private readonly Random _random;
    private int _number;

    public Organisation(BreakShape shape, Random random)
    {
        (Shape, _random) = (shape, random);
        Services = DrawServices();
        Graph = new(Services);
        ChangesAnHour = Between(shape.ChangesAnHour);
        LagMedian = Between(shape.LagMedian);
        Things = [.. Services.SelectMany(service => DrawThings(service.Id))];
    }

    public BreakShape Shape { get; }

    public ImmutableArray<Service> Services { get; }

    public ServiceGraph Graph { get; }

    public double ChangesAnHour { get; }

    public double LagMedian { get; }

    public ImmutableArray<Thing> Things { get; }

    /// <summary>Evenly by logarithm.</summary>
    public double Between((double Least, double Most) range) => range.Least * Math.Pow(range.Most / range.Least, _random.NextDouble());

    public bool Chance(double share) => _random.NextDouble() < share;

    public Thing Draw(IReadOnlyList<Thing> things, Func<Thing, double> weight)
    {
        var left = _random.NextDouble() * things.Sum(weight);
        foreach (var thing in things)
            if ((left -= weight(thing)) < 0)
                return thing;
        return things[^1];
    }

    /// <summary>A change to it, in the words and with the faults of those that tell changes.</summary>
    public Change Tell(Thing thing, DateTimeOffset at, double nameless)
    {
        var number = ++_number;
        var id = new Guid(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);
        return new()
        {
            Id = id,
            Key = id.ToString(),
            Kind = thing.Kind,
            Title = string.Create(CultureInfo.InvariantCulture, $"{thing.Name} {number / 100}.{number % 100}"),
            Service = Chance(nameless) ? null : thing.Service,
            By = thing.Tool,
            At = at,
            Until = Chance(Shape.Gradual) ? at.AddMinutes(30 * Math.Exp(Normal())) : null,
            ToldAt = at,
        };
    }

    /// <summary>By Box and Muller.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    // Each needs up to three of those before it, the first of all above all: a graph without circles, with platforms that many need.
    private ImmutableArray<Service> DrawServices()
    {
        var count = _random.Next(Shape.FewestServices, Shape.MostServices + 1);
        return [.. Enumerable.Range(0, count).Select(index => new Service(
            Id(index), Id(index), "", null,
            [.. Enumerable.Range(0, index == 0 ? 0 : _random.Next(0, 4)).Select(_ => Id((int)(index * Math.Pow(_random.NextDouble(), 1.5)))).Distinct()]))];
    }

    private IEnumerable<Thing> DrawThings(string service)
    {
        var busy = Math.Exp(Normal());
        for (var index = _random.Next(1, 5); index > 0; index--)
        {
            var kind = _kinds[_random.Next(_kinds.Length)];
            yield return new(service, $"{service}-{(char)('a' + index)}", kind, _tools[_random.Next(_tools.Length)], busy * Math.Exp(0.5 * Normal()), Chance(0.2) ? UsualRisk * Shape.Risk : UsualRisk);
        }
    }

    private static string Id(int index) => $"service-{index}";
}

/// <summary>Something that is changed again and again: a program, a set of flags, a configuration.</summary>
/// <param name="Rate">How often, beside others.</param>
/// <param name="Risk">The share of its changes that break something.</param>
internal sealed record Thing(string Service, string Name, ChangeKind Kind, string Tool, double Rate, double Risk);
