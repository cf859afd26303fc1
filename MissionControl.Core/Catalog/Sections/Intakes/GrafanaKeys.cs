using MissionControl.Core.Alerts.Intakes;
using MissionControl.Core.Catalog.Keys;
using MissionControl.Core.Catalog.Sections.Sources;

namespace MissionControl.Core.Catalog.Sections.Intakes;

/// <summary><c>grafana:</c> a Grafana that signs what it sends.</summary>
internal static class GrafanaKeys
{
    private static readonly Key<string> Secret = Key.Required("secret", SecretShape.Anything, "What Grafana signs with: ${env:NAME} or ${file:PATH}.");
    private static readonly Key<string> Signature = Key.Optional("signatureHeader", new HeaderNameShape(), $"Where Grafana puts the signature (default {GrafanaIntake.UsualSignatureHeader}).");
    private static readonly Key<string> Timestamp = Key.Optional("timestampHeader", new HeaderNameShape(), "Where Grafana puts the time of signing; old messages are refused then.");

    public static readonly Key<Func<string, IntakeDefinition?>> Kind = Key.Optional(
        "grafana",
        new ObjectShape<Func<string, IntakeDefinition?>>("a Grafana intake", [Secret, Signature, Timestamp], Build),
        "A Grafana that signs (HMAC) what it sends to /api/v1/alerts/grafana, instead of a token.");

    private static Func<string, IntakeDefinition?> Build(Fields fields) => fields.Find(Secret) is not { } secret ? static _ => null : id => new GrafanaIntake(id)
    {
        Secret = secret,
        SignatureHeader = fields.Get(Signature, GrafanaIntake.UsualSignatureHeader),
        TimestampHeader = fields.Find(Timestamp),
    };
}
