using System.Collections.Immutable;

namespace MissionControl.Core.Incidents.Timeline;

/// <summary>An event in the log of an incident.</summary>
/// <param name="Number">1, 2, 3 and so on within the incident.</param>
/// <param name="At">When it happened, UTC; earlier than <paramref name="WrittenAt"/> when it was noted afterwards.</param>
/// <param name="By">Who did it, as the journal names them; <c>system</c> for what moved by itself.</param>
/// <param name="Key">Chosen by whoever asked for it: asked for again with the same key, it is not done again.</param>
public sealed record LoggedEvent(int Incident, int Number, DateTimeOffset At, DateTimeOffset WrittenAt, string By, Guid Key, TimelineEvent What);

/// <summary>A line of the timeline: an event, and what was said about it later.</summary>
public sealed record TimelineEntry(LoggedEvent Logged)
{
    /// <summary>Oldest first; the last one counts.</summary>
    public ImmutableArray<LoggedEvent> Corrections { get; init; } = [];

    /// <summary>Who struck it; <see langword="null"/>: it stands.</summary>
    public RoleHolder? Struck { get; init; }

    public int Number => Logged.Number;

    public DateTimeOffset At => Logged.At;

    public TimelineEvent What => Logged.What;

    /// <summary>Somebody noted it more than a minute after it happened. What moves by itself is always seen a little later.</summary>
    public bool IsBackDated => What is not (Observed or RunbookStep) && Logged.WrittenAt - Logged.At > TimeSpan.FromMinutes(1);

    /// <summary>The words that somebody wrote, as they are now; <see langword="null"/> where nobody wrote any.</summary>
    public string? Text => !Corrections.IsEmpty && Corrections[^1].What is Corrected corrected ? corrected.Text : FirstText;

    /// <summary>The title of a public update, as it is now; <see langword="null"/> of anything else.</summary>
    public string? Title => Latest(static corrected => corrected.Title) ?? FirstTitle;

    /// <summary>What users can be told of a public update, as it is now; <see langword="null"/> of anything else.</summary>
    public string? TellUsers => Latest(static corrected => corrected.TellUsers) ?? FirstTellUsers;

    /// <summary>The components a public update is about, by id, as they are now; empty of anything else, and where it names none.</summary>
    public ImmutableArray<string> Components => Corrections.Select(static one => (one.What as Corrected)?.Components).LastOrDefault(static components => components is not null) ?? FirstComponents;

    /// <summary>The components as they were first.</summary>
    public ImmutableArray<string> FirstComponents => What is Updated { Components: { IsDefault: false } components } ? components : [];

    /// <summary>The title as it was first.</summary>
    public string? FirstTitle => (What as Updated)?.Title;

    /// <summary>What users could be told at first.</summary>
    public string? FirstTellUsers => (What as Updated)?.TellUsers;

    /// <summary>The words as they were first.</summary>
    public string? FirstText => What switch
    {
        Noted noted => noted.Text,
        Decided decided => decided.Choice,
        Updated updated => updated.Text,
        _ => null,
    };

    private string? Latest(Func<Corrected, string?> part) => Corrections.Select(one => one.What is Corrected corrected ? part(corrected) : null).LastOrDefault(static words => words is not null);
}
