using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using MissionControl.Core.Catalog.Keys;
using MissionControl.Core.Catalog.Yaml;
using MissionControl.Core.StatusPage;

namespace MissionControl.Core.Catalog.Sections.Status;

/// <summary><c>components:</c> the lines of the public status page.</summary>
internal static class ComponentSection
{
    private const string Kind = "component";

    private static readonly Key<string> Id = Key.Required("id", IdShape.New(Kind), "Kebab-case, unique among components. Part of public addresses.");
    private static readonly Key<string> Name = Key.Required("name", TextShape.Line(80), "What people call what they use. Public.");
    private static readonly Key<string> Description = Key.Optional("description", TextShape.Line(200), "What people do with it, in plain words. Public.");
    private static readonly Key<string> Group = Key.Optional("group", TextShape.Line(80), "The heading it stands under. Public.");
    private static readonly Key<ImmutableArray<string>> Services = Key.Required("services", new SetShape<string>("services", IdShape.Of(ServiceSection.Kind)), "What must work for it to work. Never public.");
    private static readonly Key<Worsening> Worsens = Key.Optional("worsens", new WorsensShape(), "at-once (default): when a service gets worse the page says so. by-hand: it says that we are checking until a person says more.");
    private static readonly Key<string> Contact = Key.Optional("contact", TextShape.Line(200), "Whom to ask about this one. Public.");

    public static readonly Shape<StatusComponent> Entry = new ObjectShape<StatusComponent>("a component", [Id, Name, Description, Group, Services, Worsens, Contact], Build);

    private static StatusComponent Build(Fields fields)
    {
        var services = fields.Get(Services, []);
        // A component of nothing could never be seen, and a page that says so for ever teaches nobody anything.
        if (fields.Has(Services) && services.IsEmpty)
            fields.Problem(Services, "a component is made of at least one service");
        return new()
        {
            Id = fields.Get(Id, ""),
            Name = fields.Get(Name, ""),
            Description = fields.Get(Description, ""),
            Group = fields.Get(Group, ""),
            Services = services,
            Worsens = fields.Get(Worsens, Worsening.AtOnce),
            Contact = fields.Get(Contact, ""),
        };
    }

    private sealed class WorsensShape() : ScalarShape<Worsening>("how it worsens (at-once, by-hand)")
    {
        public override JsonObject Schema() => new() { ["enum"] = new JsonArray("at-once", "by-hand") };

        protected override bool TryParse(ScalarNode scalar, [MaybeNullWhen(false)] out Worsening value)
        {
            (var known, value) = scalar.Text switch
            {
                "at-once" => (true, Worsening.AtOnce),
                "by-hand" => (true, Worsening.ByHand),
                _ => (false, default),
            };
            return known;
        }
    }
}
