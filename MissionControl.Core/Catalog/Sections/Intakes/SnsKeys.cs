using System.Collections.Immutable;
using MissionControl.Core.Alerts.Intakes;
using MissionControl.Core.Catalog.Keys;
using MissionControl.Core.Catalog.Yaml;

namespace MissionControl.Core.Catalog.Sections.Intakes;

/// <summary><c>sns:</c> CloudWatch alarms by Amazon SNS.</summary>
internal static class SnsKeys
{
    private static readonly Key<ImmutableArray<string>> Topics = Key.Required(
        "topics", new SetShape<string>("topics", new TopicShape()), "The ARNs of the topics that may send alarms; no other is listened to.");

    public static readonly Key<Func<string, IntakeDefinition?>> Kind = Key.Optional(
        "sns",
        new ObjectShape<Func<string, IntakeDefinition?>>("an SNS intake", [Topics], Build),
        "CloudWatch alarms by Amazon SNS, sent to /api/v1/alerts/sns; signed by Amazon, so there is no token.");

    private static Func<string, IntakeDefinition?> Build(Fields fields)
    {
        var topics = fields.Get(Topics, []);
        if (fields.At(Topics) is ListNode { Items.IsEmpty: true } or ScalarNode { IsNothing: true })
            fields.Problem(Topics, "an SNS intake needs at least one topic");
        return id => topics.IsEmpty ? null : new SnsIntake(id, topics);
    }
}
