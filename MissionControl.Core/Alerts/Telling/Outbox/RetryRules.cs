namespace MissionControl.Core.Alerts.Telling.Outbox;

/// <summary>When an attempt that failed is made again. Pure.</summary>
public static class RetryRules
{
    /// <summary>For so long after it was due a letter is tried.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>What a receiver asks for is heeded up to here.</summary>
    private static readonly TimeSpan LongestAsked = TimeSpan.FromHours(1);

    /// <summary>Twice as long after each attempt, up to five minutes, each a fifth longer or shorter so that not all come at once; <see langword="null"/>: it is given up.</summary>
    /// <param name="letter">After <see cref="Letter.Attempts"/> attempts, the failed one among them.</param>
    /// <param name="asked">How long the receiver asks us to wait.</param>
    public static DateTimeOffset? Next(Letter letter, DateTimeOffset now, TimeSpan? asked)
    {
        var wait = Jittered(Backoff(letter.Attempts), letter);
        if (asked is { } least && wait < least)
            wait = least < LongestAsked ? least : LongestAsked;
        return now + wait > letter.Due + Patience ? null : now + wait;
    }

    /// <summary>How long a destination that failed so often in a row is left alone.</summary>
    public static TimeSpan Backoff(int failures) => TimeSpan.FromSeconds(Math.Min(First.TotalSeconds * Math.Pow(2, Math.Min(failures, 30) - 1), Longest.TotalSeconds));

    // Its id is random enough, and a test knows it.
    private static TimeSpan Jittered(TimeSpan wait, Letter letter) => wait * (0.8 + (0.4 * ((letter.Id.ToByteArray()[15] + (letter.Attempts * 89)) % 256) / 255));
}
