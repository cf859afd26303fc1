namespace MissionControl.Core.StatusPage.Followers;

/// <summary>The way to the mail server of the running catalog. Thread-safe.</summary>
public interface IFollowerPost
{
    /// <summary>Does the catalog name a mail server?</summary>
    bool IsSetUp { get; }

    /// <summary>A conversation with it; for one caller at a time.</summary>
    IMailRun Begin();
}

/// <summary>Several mails over one line, opened with the first.</summary>
public interface IMailRun : IAsyncDisposable
{
    /// <summary>Tries once. Never throws for what the outside does, and is not cancelled half way: what may have arrived has to be noted.</summary>
    Task<MailAnswer> SendAsync(FollowerMail mail);
}

/// <param name="Words">Why not, without the address.</param>
public sealed record MailAnswer(MailResult Result, string Words);

public enum MailResult
{
    Sent,

    /// <summary>This address not now.</summary>
    NotNow,

    /// <summary>This address never.</summary>
    Refused,

    /// <summary>This mail never, which says nothing of the address: a filter dislikes its words, or it is too large.</summary>
    Unwanted,

    /// <summary>The server takes nothing from us now.</summary>
    Down,
}

/// <summary>A mail to one follower.</summary>
/// <param name="Id">The same when the same is sent again, so that receivers can tell.</param>
/// <param name="Thread">What it belongs to; the same for all about one incident to one follower.</param>
/// <param name="FromName">What the page is called.</param>
/// <param name="From"><see langword="null"/>: the mail server's usual.</param>
/// <param name="Stop">The address by which one click ends it (RFC 8058).</param>
public sealed record FollowerMail(Guid Id, Guid Thread, string To, string FromName, string? From, string Subject, string Text, string Html, string Stop);
