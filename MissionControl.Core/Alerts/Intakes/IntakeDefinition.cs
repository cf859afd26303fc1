using System.Collections.Immutable;
using System.Text;

namespace MissionControl.Core.Alerts.Intakes;

/// <summary>A door for alerts or changes that the catalog opens, of one of the kinds below. Those that need nothing of the catalog are open to tokens anyway.</summary>
/// <param name="Id">Kebab-case, unique among intakes.</param>
public abstract record IntakeDefinition(string Id)
{
    // Records print their members: some of these hold secrets.
    protected virtual bool PrintMembers(StringBuilder builder)
    {
        builder.Append("Id = ").Append(Id);
        return true;
    }
}

/// <summary>A Grafana that signs what it sends, instead of a token.</summary>
public sealed record GrafanaIntake(string Id) : IntakeDefinition(Id)
{
    public const string UsualSignatureHeader = "X-Grafana-Alerting-Signature";

    /// <summary>What it signs with; never log or show it.</summary>
    public required string Secret { get; init; }

    public string SignatureHeader { get; init; } = UsualSignatureHeader;

    /// <summary>The header with the time of signing, in Unix seconds, signed with the message; <see langword="null"/>: the message alone is signed.</summary>
    public string? TimestampHeader { get; init; }

    // Said again, or the record would print all of them.
    protected override bool PrintMembers(StringBuilder builder) => base.PrintMembers(builder);
}

/// <summary>CloudWatch alarms by Amazon SNS.</summary>
/// <param name="Topics">Full names (ARNs) of the topics that may send.</param>
public sealed record SnsIntake(string Id, ImmutableArray<string> Topics) : IntakeDefinition(Id);

/// <summary>JSON of any sender, read by a mapping.</summary>
public sealed record GenericIntake(string Id, AlertMapping Mapping) : IntakeDefinition(Id);
