using System.Collections.Immutable;
using MissionControl.Core.Alerts.Intakes;
using MissionControl.Core.Catalog.Keys;
using MissionControl.Core.Catalog.Sections.Sources;
using MissionControl.Core.Changes;

namespace MissionControl.Core.Catalog.Sections.Intakes;

/// <summary><c>launchdarkly:</c>, <c>flagsmith:</c>, <c>github:</c>, <c>gitlab:</c> who sign the changes they tell.</summary>
internal static class ChangeKeys
{
    private static readonly Key<string> Secret = Key.Required("secret", SecretShape.Anything, "What they sign with: ${env:NAME} or ${file:PATH}.");
    private static readonly Key<string> Service = Key.Optional("service", IdShape.Of(ServiceSection.Kind), "The service their changes are made to; without it, all.");
    private static readonly Key<string> Environment = Key.Optional("environment", TextShape.Line(60), "Only what happens there is taken, as they call it; without it, everything.");

    public static readonly ImmutableArray<Key<Func<string, IntakeDefinition?>>> Kinds =
    [
        Kind("launchdarkly", ChangeSender.LaunchDarkly, "A LaunchDarkly webhook with 'Sign this webhook', sent to /api/v1/changes/launchdarkly, instead of a token."),
        Kind("flagsmith", ChangeSender.Flagsmith, "A Flagsmith environment webhook with a secret, sent to /api/v1/changes/flagsmith, instead of a token."),
        Kind("github", ChangeSender.GitHub, "A GitHub webhook for deployment statuses with a secret, sent to /api/v1/changes/github, instead of a token."),
        Kind("gitlab", ChangeSender.GitLab, "A GitLab webhook for deployments and feature flags with a secret token, sent to /api/v1/changes/gitlab, instead of a token of ours."),
    ];

    private static Key<Func<string, IntakeDefinition?>> Kind(string name, ChangeSender sender, string words) =>
        Key.Optional(name, new ObjectShape<Func<string, IntakeDefinition?>>($"a {name} intake", [Secret, Service, Environment], fields => Build(fields, sender)), words);

    private static Func<string, IntakeDefinition?> Build(Fields fields, ChangeSender sender) => fields.Find(Secret) is not { } secret ? static _ => null : id => new ChangeIntake(id, sender)
    {
        Secret = secret,
        Service = fields.Find(Service),
        Environment = fields.Find(Environment),
    };
}
