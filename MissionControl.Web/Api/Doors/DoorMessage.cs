using System.Collections.Immutable;
using System.Text.Json;
using MissionControl.Core;
using MissionControl.Core.Changes;
using MissionControl.Web.Api.Intake;

namespace MissionControl.Web.Api.Doors;

/// <summary>A message in a sender's own shape, as it was read.</summary>
/// <param name="Draft"><see langword="null"/> when there are problems, and when it tells of nothing that is a change.</param>
/// <param name="Environment">Where it was made, in their words.</param>
/// <param name="LeftOut">Why it is no change, in words.</param>
internal sealed record DoorMessage(ChangeDraft? Draft, string? Environment, string? LeftOut, ImmutableArray<FieldProblem> Problems)
{
    /// <summary>Where the time stands in their shape, for problems with it.</summary>
    public string AtField { get; init; } = "at";

    public static DoorMessage NoChange(string words) => new(null, null, words, []);

    /// <summary>Reads an object field by field; what is wrong is told by name, all at once.</summary>
    public static DoorMessage Read(JsonElement root, Func<JsonFields, DoorMessage> read)
    {
        var problems = ImmutableArray.CreateBuilder<FieldProblem>();
        if (root.ValueKind is not JsonValueKind.Object)
            return new(null, null, null, [new("", "The body must be one object.")]);
        var message = read(new(root, "", problems));
        return problems.Count == 0 ? message : new(null, null, null, problems.ToImmutable());
    }
}

/// <summary>Where one sender's messages come in.</summary>
/// <param name="Sender">Whose.</param>
/// <param name="Read">Their shape; the request for what stands in headers.</param>
internal sealed record ChangeDoor(ChangeSender Sender, Func<JsonElement, HttpRequest, DoorMessage> Read);

/// <summary>What came of a message.</summary>
/// <param name="Taken">1, or 0 where it tells of nothing that is a change.</param>
/// <param name="LeftOut">Why, in words.</param>
internal sealed record ChangesTakenAnswer(int Taken, string? LeftOut);
