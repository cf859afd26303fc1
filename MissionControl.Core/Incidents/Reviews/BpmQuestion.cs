namespace MissionControl.Core.Incidents.Reviews;

/// <summary>
/// Whether there was a BPM for an incident, as a person answers it: what was shown can only suggest an answer. Kept as a part of the review, so
/// it says who answered, and nobody answers over another unseen. Pure.
/// </summary>
public static class BpmQuestion
{
    /// <summary>The name of the review's part.</summary>
    public const string Part = "Was there a BPM for this?";

    private const string Yes = "Yes";
    private const string No = "No";

    /// <summary>The text of the part.</summary>
    /// <param name="which">Which one, or what none showed; may be empty.</param>
    public static string Write(bool wasThere, string? which) => OneLine.Of(which ?? "") is { Length: > 0 } line ? $"{(wasThere ? Yes : No)}: {line}" : wasThere ? Yes : No;

    /// <summary>What somebody answered; <see langword="null"/>: nobody has.</summary>
    public static BpmAnswer? Of(Incident incident)
    {
        if (incident.Review.GetValueOrDefault(Part) is not { Length: > 0 } text)
            return null;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return new((colon < 0 ? text : text[..colon]).Equals(Yes, StringComparison.OrdinalIgnoreCase), colon < 0 ? "" : text[(colon + 1)..].Trim());
    }

    /// <summary>An entry for the catalog is proposed: somebody says that there was none, or nobody has said yet and none showed it.</summary>
    public static bool Proposes(IncidentReview review) => Of(review.Incident) is { } answer ? !answer.WasThere : !review.Showed.Any();
}

/// <param name="Which">Which one, or what none showed; may be empty.</param>
public sealed record BpmAnswer(bool WasThere, string Which);
