using System.Collections.Immutable;

namespace MissionControl.Core.Changes;

/// <summary>A change as it was told, not checked yet. The fields are those of a <see cref="Change"/>, as written; <see langword="null"/> where left out.</summary>
public sealed record ChangeDraft
{
    public string? Id { get; init; }

    public string? Kind { get; init; }

    public string? Title { get; init; }

    public string? Service { get; init; }

    public string? At { get; init; }

    public string? Until { get; init; }

    public string? By { get; init; }

    public string? Link { get; init; }

    public string? RollsBack { get; init; }
}

/// <summary>What came of marking a change.</summary>
/// <param name="Change">As it is kept; <see langword="null"/> when there is none of that id any more.</param>
/// <param name="Before">The mark it had.</param>
public sealed record MarkAnswer(Change? Change, ChangeMark? Before);

/// <summary>What came of telling a change.</summary>
/// <param name="Change">As it is kept; <see langword="null"/> when there are problems, and then nothing has changed.</param>
/// <param name="IsNew">It had not been told before.</param>
public sealed record ChangeAnswer(Change? Change, bool IsNew, ImmutableArray<FieldProblem> Problems);
