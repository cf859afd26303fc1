using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Telling.Routing;
using MissionControl.Core.Bpms;
using MissionControl.Core.Catalog.Keys;
using MissionControl.Core.Catalog.Yaml;

namespace MissionControl.Core.Catalog.Sections.Telling;

/// <summary><c>routes:</c> which alerts a destination is told, in whose words and when.</summary>
internal static class RouteSection
{
    private static readonly Key<string> Id = Key.Required("id", IdShape.New("route"), "Kebab-case, unique among routes; shown as the reason why somebody was told.");
    private static readonly Key<string> To = Key.Required("to", IdShape.Of(DestinationSection.Kind), "The id of a destination.");
    private static readonly Key<Audience> TheAudience = Key.Required("audience", WordShape<Audience>.AsNamed("an audience"), "In whose words.");
    private static readonly Key<ImmutableArray<string>> Services = Key.Optional("services", new SetShape<string>("services", IdShape.Of(ServiceSection.Kind)), "Only alerts that touch one of these.");
    private static readonly Key<ImmutableArray<string>> Bpms = Key.Optional("bpms", new SetShape<string>("BPMs", IdShape.Of("BPM")), "Only alerts that touch one of these.");
    private static readonly Key<ImmutableArray<string>> Rules = Key.Optional("rules", new SetShape<string>("alert rules", IdShape.Of("rule for alerts")), "Only alerts of which one of these rules speaks.");
    private static readonly Key<Urgency> AtLeast = Key.Optional("urgency", WordShape<Urgency>.Small("an urgency"), "As urgent as this or more (default info: all).");
    private static readonly Key<RouteTime> When = Key.Optional("when", new WhenShape(), "always (default); working-hours: what begins outside them waits, and is dropped when it is over by then; night: outside them only.");
    private static readonly Key<string> TheCalendar = Key.Optional("calendar", IdShape.Of("calendar"), "Whose working hours (default the first calendar).");
    private static readonly Key<bool> Wakes = Key.Optional("wakes", new SwitchShape(), "true (default): this may wake somebody, so outside working hours only what may wake goes out. false: nobody sleeps beside it.");
    private static readonly Key<string> OnDuty = Key.Optional("onDuty", IdShape.Of(RotaSection.Kind), "A rota: e-mail goes to whoever is on duty, Slack mentions them.");

    public static readonly Shape<PlacedRoute> Entry = new ObjectShape<PlacedRoute>(
        "a route", [Id, To, TheAudience, Services, Bpms, Rules, AtLeast, When, TheCalendar, Wakes, OnDuty], Build);

    private static PlacedRoute Build(Fields fields) => new(
        new()
        {
            Id = fields.Get(Id, ""),
            To = fields.Get(To, ""),
            Audience = fields.Get(TheAudience, default),
            Services = fields.Get(Services, []),
            Bpms = fields.Get(Bpms, []),
            Rules = fields.Get(Rules, []),
            AtLeast = fields.Get(AtLeast, Urgency.Info),
            When = fields.Get(When, RouteTime.Always),
            Calendar = fields.Find(TheCalendar),
            Wakes = fields.Get(Wakes, true),
            OnDuty = fields.Find(OnDuty),
        },
        fields.At(OnDuty).Place,
        fields.At(To).Place);

    private sealed class WhenShape() : ScalarShape<RouteTime>("a time (always, working-hours, night)")
    {
        public override JsonObject Schema() => new() { ["enum"] = new JsonArray("always", "working-hours", "night") };

        protected override bool TryParse(ScalarNode scalar, [MaybeNullWhen(false)] out RouteTime value)
        {
            (var known, value) = scalar.Text switch
            {
                "always" => (true, RouteTime.Always),
                "working-hours" => (true, RouteTime.WorkingHours),
                "night" => (true, RouteTime.Night),
                _ => (false, default),
            };
            return known;
        }
    }
}

/// <summary>A route with the places of what can only be checked when all is read.</summary>
internal sealed record PlacedRoute(Route Route, Place OnDuty, Place To)
{
    public static void Check(IEnumerable<PlacedRoute> routes, ImmutableArray<DestinationDefinition> destinations, Problems problems)
    {
        foreach (var (route, onDuty, to) in routes)
            switch (destinations.FirstOrDefault(destination => destination.Id == route.To))
            {
                case WebhookDestinationDefinition when route.OnDuty is not null:
                    problems.Add(onDuty, "a webhook has nobody on duty: 'onDuty' is for Slack and e-mail");
                    break;
                case EmailDestinationDefinition { To.IsEmpty: true } when route.OnDuty is null:
                    problems.Add(to, $"the destination '{route.To}' names no address: give it 'to:', or this route a rota by 'onDuty:'");
                    break;
            }
    }
}
