using System.Collections.Immutable;

namespace MissionControl.Core.Journal;

/// <summary>Looks things up in the journal, however long it has grown.</summary>
public interface IJournalSearch
{
    /// <summary>A page of what was asked for, newest first.</summary>
    Task<JournalPage> FindAsync(JournalQuestion question, CancellationToken cancellationToken);

    /// <summary>All of it up to now, oldest first, in the memory of a few entries however many there are.</summary>
    IAsyncEnumerable<JournalEntry> ReadAsync(JournalQuestion question, CancellationToken cancellationToken);

    /// <summary>Every kind that was ever written and is still there, in the order of the alphabet.</summary>
    Task<ImmutableArray<string>> KindsAsync(CancellationToken cancellationToken);
}

/// <summary>What is looked for; what is left out does not matter.</summary>
public sealed record JournalQuestion
{
    /// <summary>The most entries of a page.</summary>
    public const int MostEntries = 500;

    /// <summary>Parts of words, each of which stands in the kind, subject, actor or body, in any letter case.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    public string? Kind { get; init; }

    public string? Subject { get; init; }

    /// <summary>The id of an actor.</summary>
    public string? Actor { get; init; }

    /// <summary>Inclusive.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only entries before this sequence: where the page before ended.</summary>
    public long? Before { get; init; }

    /// <summary>1 to <see cref="MostEntries"/>.</summary>
    public int Limit { get; init; } = 50;
}

/// <param name="Entries">Newest first.</param>
/// <param name="Next">The <see cref="JournalQuestion.Before"/> of the next page; <see langword="null"/> when there is nothing further back.</param>
/// <param name="LookedBackTo">
/// Set when words were looked for so far back and no further, because every entry must be read for them: the next page goes on from there.
/// </param>
public sealed record JournalPage(ImmutableArray<JournalEntry> Entries, long? Next, DateTimeOffset? LookedBackTo);
