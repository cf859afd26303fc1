namespace MissionControl.Core.StatusPage.Followers;

/// <summary>How followers are written to.</summary>
/// <param name="Origin">Before the addresses of following: where the public reaches this app, without a slash at its end.</param>
/// <param name="PageOrigin">Before the addresses of what is to be read: where the public page is, without a slash at its end.</param>
/// <param name="From">The address mails come from; <see langword="null"/>: the mail server's usual.</param>
/// <param name="PerHour">So many addresses in all may be asked for in an hour.</param>
public sealed record FollowOptions(string Origin, string PageOrigin, string? From, int PerHour)
{
    public const int UsualPerHour = 1000;

    /// <summary>Links that carry secrets go encrypted, or stay on this machine.</summary>
    public bool IsFit => Uri.TryCreate(Origin, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback);
}

/// <summary>Can the page be followed by mail here?</summary>
public sealed class FollowOffer(IFollowerPost post, FollowOptions options)
{
    /// <summary>Where; <see langword="null"/>: it cannot.</summary>
    public string? Address => post.IsSetUp && options.IsFit ? options.Origin + FollowLinks.Form : null;
}

/// <summary>The addresses that mails lead to.</summary>
public static class FollowLinks
{
    public const string Form = "/status/follow";
    public const string Confirm = Form + "/confirm/";
    public const string Stop = Form + "/stop/";
    public const string Parts = Form + "/parts/";
}
