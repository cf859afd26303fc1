using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using MissionControl.Core.Catalog.Keys;
using MissionControl.Core.Catalog.Yaml;
using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Updates;

namespace MissionControl.Core.Catalog.Sections;

/// <summary><c>incidents:</c> what severities mean and ask for, and words to begin public updates with.</summary>
internal static class IncidentSection
{
    private static readonly Key<int> Number = Key.Required("severity", new NewSeverityShape(), "1 (the worst) to 4.");
    private static readonly Key<string> Means = Key.Required("means", TextShape.Line(200), "How bad that is, in one sentence: whoever declares an incident chooses by it.");
    private static readonly Key<TimeSpan> UpdateEvery = Key.Optional("updateEvery", new DurationShape(TimeSpan.FromMinutes(5), TimeSpan.FromDays(1)), "How often the public hears at least; left out, as the communicator decides.");
    private static readonly Key<ImmutableArray<string>> Checklist = Key.Optional("checklist", new SetShape<string>("steps", TextShape.Line(200)), "What must be done, in order.");
    private static readonly Shape<SeverityDefinition> Severity = new ObjectShape<SeverityDefinition>(
        "a severity", [Number, Means, UpdateEvery, Checklist],
        static fields => new((Severity)fields.Get(Number, 4), fields.Get(Means, ""), fields.FindValue(UpdateEvery), fields.Get(Checklist, [])));

    private static readonly Key<string> Name = Key.Required("name", TextShape.Line(60), "What the button says.");
    private static readonly Key<string> Title = Key.Required("title", TextShape.Line(IncidentRules.LongestTitle), "One line; what is in [brackets] is replaced by whoever writes.");
    private static readonly Key<string> Text = Key.Required("text", TextShape.Lines(IncidentRules.LongestUpdate), "What the public should know.");
    private static readonly Key<string> TellUsers = Key.Optional("tellUsers", TextShape.Lines(IncidentRules.LongestUpdate), "What somebody who answers users can tell them.");
    private static readonly Shape<UpdateTemplate> Template = new ObjectShape<UpdateTemplate>(
        "a template", [Name, Title, Text, TellUsers],
        static fields => new(fields.Get(Name, ""), fields.Get(Title, ""), fields.Get(Text, ""), fields.Get(TellUsers, "")));

    private static readonly Key<ImmutableArray<SeverityDefinition>> Severities = Key.Optional("severities", new ListShape<SeverityDefinition>("severities", Severity), "Those that differ from the usual ones.");
    private static readonly Key<ImmutableArray<UpdateTemplate>> Templates = Key.Optional("templates", new ListShape<UpdateTemplate>("templates", Template), "Instead of the usual ones.");

    public static readonly Shape<IncidentPractice> Shape = new ObjectShape<IncidentPractice>("how incidents are handled", [Severities, Templates], Build);

    private static IncidentPractice Build(Fields fields)
    {
        var templates = fields.Get(Templates, []);
        foreach (var twice in templates.GroupBy(static template => template.Name).Where(static same => same.Key.Length > 0 && same.Skip(1).Any()))
            fields.Problem(Templates, $"two templates are called '{twice.Key}'");
        return IncidentPractice.Of(fields.Get(Severities, []), templates);
    }

    /// <summary>Each of the four is described at most once.</summary>
    private sealed class NewSeverityShape : Shape<int>
    {
        private readonly WholeNumberShape _number = new(1, 4);

        public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out int value)
        {
            if (!_number.TryRead(node, reading, out value))
                return false;
            reading.Declare("severity", value.ToString(CultureInfo.InvariantCulture), node.Place);
            return true;
        }

        public override JsonObject Schema() => _number.Schema();
    }
}
