namespace MissionControl.Web.Runbooks;

/// <summary>Somebody pressed the box of a step.</summary>
/// <param name="Ticks">What they saw was not ticked; else they take the tick back.</param>
public readonly record struct StepPress(string Step, bool Ticks);
