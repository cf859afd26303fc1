namespace MissionControl.Core;

/// <summary>Something that whoever asked can put right.</summary>
/// <param name="Field">The field as they named it, for example <c>title</c> or <c>[3].value</c>; empty when none is to blame.</param>
/// <param name="Words">What is wrong and what would be right.</param>
public sealed record FieldProblem(string Field, string Words);
