using System.Net;
using System.Security.Cryptography;
using System.Text;
using MissionControl.Core.Maintenance;

namespace MissionControl.Core.StatusPage.Followers;

/// <summary>Mails to followers: the words of the page, in their language, plain and in HTML. Nothing in them is loaded from anywhere. Pure.</summary>
internal sealed class FollowerWords(PublicModel model, FollowOptions options, DateTimeOffset now)
{
    private const int LongestSubject = 150;

    // The same for all who speak the language; only the links at the end differ.
    private readonly Dictionary<(string Key, string Language), Body> _bodies = [];

    /// <param name="token">Of the links to change and end it.</param>
    public FollowerMail Of(Follower follower, PublicNews news, string token)
    {
        if (!_bodies.TryGetValue((news.Key, follower.Language), out var body))
            _bodies[(news.Key, follower.Language)] = body = news.Kind == NewsKind.Planned ? WritePlanned(news, StatusWords.For(follower.Language)) : Write(news, StatusWords.For(follower.Language));
        return Mail(follower, news.Key, body, token);
    }

    /// <summary>Asks the owner of the address whether they mean it.</summary>
    public FollowerMail Ask(Follower follower, string confirmation, string token)
    {
        var words = StatusWords.For(follower.Language);
        return Mail(follower, confirmation, new(
            words.Say("mailConfirmSubject", NameIn(words)),
            [words.Say("mailConfirm", NameIn(words)), words.Say("followAbout", PartsOf(follower, words)), words["mailConfirmNot"]],
            [],
            words["mailConfirmLink"],
            options.Origin + FollowLinks.Confirm + confirmation), token);
    }

    /// <summary>They follow already; somebody typed their address again.</summary>
    public FollowerMail Already(Follower follower, string token)
    {
        var words = StatusWords.For(follower.Language);
        return Mail(follower, "already " + follower.AskedAt.UtcTicks, new(
            words.Say("mailAlreadySubject", NameIn(words)),
            [words.Say("mailAlready", NameIn(words)), words.Say("followAbout", PartsOf(follower, words))],
            [],
            words["mailParts"],
            options.Origin + FollowLinks.Parts + token), token);
    }

    private Body Write(PublicNews news, StatusWords words)
    {
        var (incident, update) = NewsRules.Find(news, model) ?? throw new InvalidOperationException("What is no longer public is not written about.");
        var zone = model.FindZone();
        var phase = words["phase" + update.Phase];
        var title = $"{update.Title.TrimEnd('.')}: {phase}";
        List<string> below = [];
        var about = model.Components.Where(component => incident.Components.Contains(component.Id)).Select(static component => component.Name).ToArray();
        if (about.Length > 0)
            below.Add(words.Say("about", string.Join(", ", about)));
        if (update.WrittenAt is { } written)
            below.Add(words.Say("backDated", words.Full(written, now, zone)));
        if (update.CorrectedAt is { } corrected)
            below.Add(words.Say("corrected", words.Full(corrected, now, zone)));
        // What stands beside the newest words only is said beside them only.
        var isNewest = incident.Updates[0].Number == update.Number;
        if (isNewest && incident is { IsOpen: true, NextBy: { } next })
            below.Add(words.Say("nextBy", words.Full(next, now, zone)));
        return new(
            news.Kind == NewsKind.Corrected ? words.Say("mailCorrected", title) : title,
            [$"{words.Full(update.At, now, zone)} ({Wording.Words.Zone(zone)})", .. Lines(update.Text), .. below],
            isNewest && incident.TellUsers.Length > 0 ? [words["tell"], .. Lines(incident.TellUsers)] : [],
            words["mailOpen"],
            $"{options.PageOrigin}/status/incidents/{incident.Number}{(words == StatusWords.Usual ? "" : "?lang=" + words.Language)}");
    }

    private Body WritePlanned(PublicNews news, StatusWords words)
    {
        var (work, notice) = NewsRules.FindPlanned(news, model) ?? throw new InvalidOperationException("What is no longer public is not written about.");
        var zone = model.FindZone();
        var about = model.Components.Where(component => work.Components.Contains(component.Id)).Select(static component => component.Name).ToArray();
        return new(
            $"{work.Title.TrimEnd('.')}: {words["notice" + notice.Kind]}",
            [
                $"{words.Planned(notice.From, notice.To, now, zone)} ({Wording.Words.Zone(zone)}) {words.PlannedUtc(notice.From, notice.To, now, zone)}".TrimEnd(),
                // What it does to people is no longer so when it is over.
                .. Lines(notice.Text.Length > 0 || notice.Kind is NoticeKind.Ended or NoticeKind.Cancelled ? notice.Text : work.Text),
                .. about.Length > 0 ? (string[])[words.Say("about", string.Join(", ", about))] : [],
            ],
            [],
            words["mailOpen"],
            $"{options.PageOrigin}/status/planned/{work.Number}{(words == StatusWords.Usual ? "" : "?lang=" + words.Language)}");
    }

    private FollowerMail Mail(Follower follower, string what, Body body, string token)
    {
        var words = StatusWords.For(follower.Language);
        var (parts, stop) = (options.Origin + FollowLinks.Parts + token, options.Origin + FollowLinks.Stop + token);
        var why = words.Say(follower.State == FollowerState.Waiting ? "mailWhyAsked" : "mailWhy", NameIn(words));
        var text = new StringBuilder();
        text.Append(OneLine.Of(body.Subject)).Append("\n\n").AppendJoin("\n\n", body.Above).Append("\n\n");
        if (body.Tell is [var heading, .. var tell])
            text.Append(heading).Append(":\n").AppendJoin('\n', tell.Select(static line => "> " + line)).Append("\n\n");
        text.Append(body.LinkWords).Append(":\n").Append(body.Link).Append("\n\n-- \n").Append(why).Append('\n');
        text.Append(words["mailParts"]).Append(": ").Append(parts).Append('\n').Append(words["mailStop"]).Append(": ").Append(stop).Append('\n');
        var html = new StringBuilder($"<!DOCTYPE html><html lang=\"{words.Language}\"><head><meta charset=\"utf-8\"><title>{Safe(body.Subject)}</title></head><body style=\"font-family:sans-serif;font-size:16px;line-height:1.5;max-width:40em\"><main><h1 style=\"font-size:1.3em\">{Safe(body.Subject)}</h1>");
        foreach (var line in body.Above)
            html.Append($"<p>{Safe(line)}</p>");
        if (body.Tell is [var title, .. var lines])
            html.Append($"<h2 style=\"font-size:1em\">{Safe(title)}</h2><blockquote style=\"margin-left:1em\">").AppendJoin("", lines.Select(static line => $"<p>{Safe(line)}</p>")).Append("</blockquote>");
        html.Append($"<p><a href=\"{Safe(body.Link)}\">{Safe(body.LinkWords)}</a></p><hr><p style=\"font-size:.875em\">{Safe(why)}<br><a href=\"{Safe(parts)}\">{Safe(words["mailParts"])}</a> · <a href=\"{Safe(stop)}\">{Safe(words["mailStop"])}</a></p></main></body></html>");
        return new(Name(follower.Id, what), Name(follower.Id, what.Split(' ') is [("incident" or "work") and var kind, var number, ..] ? $"{kind} {number}" : what), follower.Address, NameIn(words), options.From, OneLine.Of(body.Subject, LongestSubject), text.ToString(), html.ToString(), stop);
    }

    private string NameIn(StatusWords words) => model.Page.Name.Length > 0 ? model.Page.Name : words["pageName"];

    private string PartsOf(Follower follower, StatusWords words) => follower.Components.IsEmpty
        ? words["followAll"]
        : string.Join(", ", model.Components.Where(component => follower.Components.Contains(component.Id)).Select(static component => component.Name));

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    // What receivers see stands for nothing but itself.
    private static Guid Name(Guid follower, string what) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{follower}\n{what}")).AsSpan(0, 16));

    private static string Safe(string text) => WebUtility.HtmlEncode(text);

    /// <param name="Tell">A heading and lines, or nothing.</param>
    private sealed record Body(string Subject, string[] Above, string[] Tell, string LinkWords, string Link);
}
