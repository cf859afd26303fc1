using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using MissionControl.Core.Bpms;
using MissionControl.Core.Catalog.Keys;
using MissionControl.Core.Catalog.Yaml;
using MissionControl.Core.People;

namespace MissionControl.Core.Catalog.Sections;

/// <summary><c>audiences:</c> what the four audiences are called here.</summary>
internal static class AudienceSection
{
    private static readonly Key<Audience> Id = Key.Required("id", new NewAudienceShape(), "Which of the four.");
    private static readonly Key<string> Name = Key.Required("name", TextShape.Line(80), "What they are called here.");
    private static readonly Key<string> Description = Key.Optional("description", TextShape.Lines(500), "Who they are and what they need to hear.");

    public static readonly Shape<AudienceDefinition> Entry = new ObjectShape<AudienceDefinition>(
        "an audience", [Id, Name, Description], fields => new(fields.Get(Id, default), fields.Get(Name, ""), fields.Get(Description, "")));

    /// <summary>Each of the four is defined at most once.</summary>
    private sealed class NewAudienceShape : Shape<Audience>
    {
        private readonly WordShape<Audience> _word = WordShape<Audience>.AsNamed("an audience");

        public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out Audience value)
        {
            if (!_word.TryRead(node, reading, out value))
                return false;
            reading.Declare("audience", value.ToString(), node.Place);
            return true;
        }

        public override JsonObject Schema() => _word.Schema();
    }
}
