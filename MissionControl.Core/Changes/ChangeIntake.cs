using System.Text;
using MissionControl.Core.Alerts.Intakes;

namespace MissionControl.Core.Changes;

/// <summary>Somebody who tells changes in a shape of their own and signs them with a secret of the catalog, instead of a token.</summary>
public sealed record ChangeIntake(string Id, ChangeSender Sender) : IntakeDefinition(Id)
{
    /// <summary>What they sign with, or send along; never log or show it.</summary>
    public required string Secret { get; init; }

    /// <summary>The service their changes are made to; <see langword="null"/>: of all. Nothing in the address says another: it is not signed.</summary>
    public string? Service { get; init; }

    /// <summary>Only what happens there is taken, in their words; <see langword="null"/>: anywhere.</summary>
    public string? Environment { get; init; }

    // Said again, or the record would print all of them.
    protected override bool PrintMembers(StringBuilder builder) => base.PrintMembers(builder);
}

/// <summary>Whose shape.</summary>
public enum ChangeSender
{
    LaunchDarkly,

    /// <summary>Signs nothing: comes with a token.</summary>
    Unleash,

    Flagsmith,
    GitHub,

    /// <summary>Sends its secret along instead of signing with it.</summary>
    GitLab,
}
