using MissionControl.Core.Bpms;

namespace MissionControl.Core.People;

/// <summary>An audience as this organisation knows it.</summary>
/// <param name="Id">Which of the four.</param>
/// <param name="Name">What they are called here, for example "Stable managers".</param>
/// <param name="Description">Who they are and what they need to hear.</param>
public sealed record AudienceDefinition(Audience Id, string Name, string Description);
