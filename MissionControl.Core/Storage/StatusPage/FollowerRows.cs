using MissionControl.Core.StatusPage.Followers;

namespace MissionControl.Core.Storage.StatusPage;

internal sealed class FollowerRow
{
    public Guid Id { get; set; }

    /// <summary>The address without capitals.</summary>
    public required string Key { get; set; }

    public required string Address { get; set; }

    public required string Language { get; set; }

    /// <summary>Ids with spaces between them, which no id has; empty: all.</summary>
    public required string Components { get; set; }

    public required string State { get; set; }

    public DateTimeOffset AskedAt { get; set; }

    /// <summary>Since when <see cref="Answers"/> are counted, a day at most.</summary>
    public DateTimeOffset CountedFrom { get; set; }

    /// <summary>Mails about the subscription itself that were asked for.</summary>
    public int Answers { get; set; }

    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>Since when the address has been refused for good.</summary>
    public DateTimeOffset? StoppedAt { get; set; }

    public bool IsAnswerDue { get; set; }

    public long Seen { get; set; }

    public DateTimeOffset NextAt { get; set; }

    public int Attempts { get; set; }

    public int Refusals { get; set; }

    /// <summary>SHA-256 of the secret in each mail.</summary>
    public required byte[] LinkHash { get; set; }

    /// <summary>That secret, encrypted.</summary>
    public required byte[] LinkClosed { get; set; }

    /// <summary>SHA-256 of the secret that confirms.</summary>
    public byte[]? Confirmation { get; set; }

    public Follower ToFollower() => new()
    {
        Id = Id,
        Address = Address,
        Language = Language,
        Components = [.. Components.Split(' ', StringSplitOptions.RemoveEmptyEntries)],
        State = Enum.Parse<FollowerState>(State),
        AskedAt = AskedAt,
        ConfirmedAt = ConfirmedAt,
        IsAnswerDue = IsAnswerDue,
        Seen = Seen,
        NextAt = NextAt,
        Attempts = Attempts,
        Refusals = Refusals,
        Link = new([.. LinkHash], [.. LinkClosed]),
        Confirmation = Confirmation is null ? null : [.. Confirmation],
    };
}

internal sealed class NewsRow
{
    /// <summary>Rises with each.</summary>
    public long Number { get; set; }

    public required string Key { get; set; }

    public required string Kind { get; set; }

    public required string Subject { get; set; }

    public int Update { get; set; }

    public required string Components { get; set; }

    public DateTimeOffset PublicAt { get; set; }

    public static NewsRow Of(PublicNews news) => new()
    {
        Key = news.Key,
        Kind = news.Kind.ToString(),
        Subject = news.Subject,
        Update = news.Update,
        Components = string.Join(' ', news.Components),
        PublicAt = news.PublicAt,
    };

    public PublicNews ToNews() => new()
    {
        Sequence = Number,
        Key = Key,
        Kind = Enum.Parse<NewsKind>(Kind),
        Subject = Subject,
        Update = Update,
        Components = [.. Components.Split(' ', StringSplitOptions.RemoveEmptyEntries)],
        PublicAt = PublicAt,
    };
}
