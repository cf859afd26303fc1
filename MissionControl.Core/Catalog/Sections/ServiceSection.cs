using System.Collections.Immutable;
using MissionControl.Core.Catalog.Keys;
using MissionControl.Core.Catalog.Yaml;
using MissionControl.Core.Services;

namespace MissionControl.Core.Catalog.Sections;

/// <summary><c>services:</c> the parts of the system people recognise by name.</summary>
internal static class ServiceSection
{
    public const string Kind = "service";

    private static readonly Key<string> Id = Key.Required("id", IdShape.New(Kind), "Kebab-case, unique among services.");
    private static readonly Key<string> Name = Key.Required("name", TextShape.Line(80), "The name people use.");
    private static readonly Key<string> Description = Key.Optional("description", TextShape.Lines(500), "What it does for whom, in one sentence.");
    private static readonly Key<string> Owner = Key.Optional("owner", TextShape.Line(80), "The team that looks after it.");
    private static readonly Key<ImmutableArray<string>> DependsOn = Key.Optional("dependsOn", new SetShape<string>("services", IdShape.Of(Kind)), "The services this one needs.");

    public static readonly Shape<PlacedService> Entry = new ObjectShape<PlacedService>(
        "a service", [Id, Name, Description, Owner, DependsOn], Build);

    private static PlacedService Build(Fields fields) => new(
        new Service(
            fields.Get(Id, ""),
            fields.Get(Name, ""),
            fields.Get(Description, ""),
            fields.Find(Owner),
            fields.Get(DependsOn, [])),
        fields.At(DependsOn).Place);
}

/// <summary>A service with the place of its dependencies, for when they turn out to go round in a circle.</summary>
internal sealed record PlacedService(Service Service, Place DependsOn);
