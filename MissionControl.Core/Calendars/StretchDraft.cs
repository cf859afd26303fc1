using System.Collections.Immutable;
using MissionControl.Core.People;

namespace MissionControl.Core.Calendars;

/// <summary>What somebody wants to declare, not checked yet. The fields are those of a <see cref="Stretch"/>.</summary>
public sealed record StretchDraft
{
    public required StretchKind Kind { get; init; }

    public required string? Bpm { get; init; }

    public required DateTimeOffset From { get; init; }

    /// <summary><see langword="null"/> for a new normal.</summary>
    public required DateTimeOffset? To { get; init; }

    public string Words { get; init; } = "";

    /// <summary>Who declares it.</summary>
    public Actor By { get; init; } = Actor.Anonymous;
}

/// <summary>What came of declaring, withdrawing or restoring: the stretch, or every reason why not.</summary>
/// <param name="Stretch">As it is saved; <see langword="null"/> when there are problems, and then nothing has changed.</param>
/// <param name="Problems">Empty when it was done.</param>
public sealed record StretchAnswer(Stretch? Stretch, ImmutableArray<StretchProblem> Problems);

/// <summary>Something a person can put right.</summary>
/// <param name="Field"><c>kind</c>, <c>bpm</c>, <c>from</c>, <c>to</c>, <c>words</c>; empty when no field is to blame.</param>
/// <param name="Words">What is wrong and what would be right.</param>
public sealed record StretchProblem(string Field, string Words);
