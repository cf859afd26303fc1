using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MissionControl.Core.Alerts.Telling.Outbox;

namespace MissionControl.Core.StatusPage.Followers;

/// <summary>
/// Writes to followers: what the public reads for the first time goes to each of them once, in its order. How far each has been told lies in the
/// database, so there is no letter per follower to keep, and a restart goes on where it ended. It has its own lines to the mail server: what wakes
/// people on duty waits for none of it.
/// </summary>
internal sealed partial class FollowerMailer(FollowerMailing with, FollowBell bell, TimeProvider clock, ILogger<FollowerMailer> logger) : BackgroundService
{
    /// <summary>So many are read at once, however many follow.</summary>
    public const int Page = 200;

    private const int Lines = 4;

    /// <summary>When it refuses so many addresses, and takes no mail between, it is the server that does not want us.</summary>
    private const int LeastRefused = 5;

    private static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromHours(1);

    private readonly ILogger _logger = logger;

    // Only the loop reads and writes these.
    private ImmutableArray<PublicNews> _news = [];
    private PublicModel? _noted;
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;
    private int _failures;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                var wait = Rhythm;
                try
                {
                    while (await RoundAsync(stoppingToken))
                        stoppingToken.ThrowIfCancellationRequested();
                }
                catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
                {
                    // The edge of a loop: the database may be back in a moment.
                    LogFailed(failure);
                    wait = AfterFailure;
                }

                await bell.WaitAsync(wait, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The app stops; the next start goes on.
        }
    }

    /// <summary>Notes what is new, and tells a page of followers. Answers whether there may be more to do at once.</summary>
    internal async Task<bool> RoundAsync(CancellationToken stoppingToken)
    {
        var (model, now) = (with.Site.Model, clock.GetUtcNow());
        if (!ReferenceEquals(model, _noted))
        {
            await NoteAsync(model, stoppingToken);
            _noted = model;
        }

        // A page older than what it told, as from a file after a start, does not say what is public now.
        if (!with.Post.IsSetUp || !with.Options.IsFit || now < _notBefore || model.At == default || (_news is [.., var last] && last.PublicAt <= now && model.At < last.PublicAt))
            return false;
        var due = await with.Store.ReadDueAsync(_news.IsEmpty ? 0 : _news[^1].Sequence, now, Page, stoppingToken);
        if (due.IsEmpty)
            return false;
        var words = new FollowerWords(model, with.Options, now);
        var told = due.Select(follower => (Follower: follower, What: NewsRules.Next(follower, _news, model, now))).ToLookup(static one => one.Follower.IsAnswerDue || one.What.Next is not null);
        foreach (var skipped in told[false].GroupBy(static one => one.What.Seen, static one => one.Follower.Id))
            await with.Store.SkipAsync([.. skipped], skipped.Key, stoppingToken);
        var failed = await SendAllAsync([.. told[true].Select(static one => (one.Follower, one.What.Next))], words, stoppingToken);
        if (failed is null)
        {
            _failures = 0;
            return true;
        }

        _notBefore = clock.GetUtcNow() + RetryRules.Backoff(++_failures);
        LogDown(failed);
        return false;
    }

    private async Task NoteAsync(PublicModel model, CancellationToken stoppingToken)
    {
        if (_noted is null)
            _news = await with.Store.ReadNewsAsync(stoppingToken);
        var known = _news.Select(static one => one.Key).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<PublicNews> fresh = [.. NewsRules.In(model).Where(one => !known.Contains(one.Key))];
        if (!fresh.IsEmpty)
            _news = await with.Store.NoteAsync(fresh, stoppingToken);
    }

    /// <summary>Over a few lines at once. Answers why the server takes nothing; <see langword="null"/>: it does.</summary>
    private async Task<string?> SendAllAsync(ImmutableArray<(Follower Follower, PublicNews? News)> jobs, FollowerWords words, CancellationToken stoppingToken)
    {
        var (next, sent, gate) = (0, 0, new Lock());
        string? down = null;
        List<(Follower Follower, string Words)> refused = [];
        async Task WorkAsync()
        {
            // The loop's own thread is not one of the lines.
            await Task.Yield();
            await using var run = with.Post.Begin();
            while (!stoppingToken.IsCancellationRequested && Volatile.Read(ref down) is null)
            {
                var index = Interlocked.Increment(ref next) - 1;
                if (index >= jobs.Length)
                    return;
                var (follower, answer) = await SendAsync(run, jobs[index].Follower, jobs[index].News, words, gate);
                if (answer?.Result == MailResult.Down)
                    Volatile.Write(ref down, answer.Words);
                lock (gate)
                    if (answer?.Result == MailResult.Refused)
                        refused.Add((follower!, answer.Words));
                    else if (answer?.Result == MailResult.Sent)
                        sent++;
            }
        }

        await Task.WhenAll(Enumerable.Range(0, Math.Min(Lines, jobs.Length)).Select(_ => WorkAsync()));
        var isServers = sent == 0 && refused.Count >= LeastRefused;
        foreach (var (follower, why) in refused)
        {
            await with.Store.RecordAsync(isServers ? PutOff(follower) : Refuse(follower), clock.GetUtcNow(), CancellationToken.None);
            if (!isServers)
                LogRefused(why);
        }

        return isServers ? $"It refuses every address: {refused[0].Words}" : down;
    }

    /// <summary>
    /// What has begun is brought to its end and noted, also when the app stops; but that an address was refused, whoever asks notes: it may be
    /// the server that refuses all. Answers nothing when nothing was to be sent.
    /// </summary>
    private async Task<(Follower? Follower, MailAnswer? Answer)> SendAsync(IMailRun run, Follower listed, PublicNews? news, FollowerWords words, Lock gate)
    {
        // Whoever left since the list was read gets nothing more.
        if (await with.Store.FindAsync(listed.Id, CancellationToken.None) is not { } follower || follower.State == FollowerState.Stopped || follower.Seen > listed.Seen)
            return default;
        if (follower.IsAnswerDue && follower.AskedAt + NewsRules.Longest < clock.GetUtcNow())
        {
            await with.Store.RecordAsync(follower with { IsAnswerDue = false, Attempts = 0 }, clock.GetUtcNow(), CancellationToken.None);
            return default;
        }

        var mail = await WriteAsync(follower, news, words, gate);
        if (mail is null)
            return default;
        var answer = await run.SendAsync(mail);
        if (answer.Result == MailResult.Unwanted)
            LogUnwanted(answer.Words);
        if (answer.Result != MailResult.Refused)
            await with.Store.RecordAsync(After(follower, news, answer.Result), clock.GetUtcNow(), CancellationToken.None);
        return (follower, answer);
    }

    private async Task<FollowerMail?> WriteAsync(Follower follower, PublicNews? news, FollowerWords words, Lock gate)
    {
        FollowSeal? renewed = null;
        if (with.Vault.Open([.. follower.Link.Closed]) is not { } secret)
            // The keys of the app are others: links in older mails no longer lead anywhere, those in this one do.
            (secret, renewed) = FollowDesk.NewLink(with.Vault);
        var token = FollowSecret.Token(follower.Id, secret);
        var confirmation = follower is { IsAnswerDue: true, State: not FollowerState.Following } ? FollowSecret.ToConfirm(secret) : null;
        if (renewed is not null || confirmation is not null)
            await with.Store.RenewAsync(follower.Id, confirmation is null ? null : FollowSecret.HashOf(confirmation), renewed, CancellationToken.None);
        lock (gate)
            return confirmation is not null ? words.Ask(follower, FollowSecret.Token(follower.Id, confirmation), token)
                : follower.IsAnswerDue ? words.Already(follower, token)
                : news is not null ? words.Of(follower, news, token)
                : null;
    }

    private Follower After(Follower follower, PublicNews? news, MailResult result) => result switch
    {
        MailResult.Sent => Done(follower, news) with { Refusals = 0 },
        // The next may be taken.
        MailResult.Unwanted => Done(follower, news),
        // A server that chokes on one address must not meet it first again: the others come before it.
        _ => PutOff(follower),
    };

    private static Follower Done(Follower follower, PublicNews? news) => follower with { IsAnswerDue = false, Seen = follower.IsAnswerDue ? follower.Seen : news!.Sequence, Attempts = 0, NextAt = Follower.AtOnce };

    private Follower PutOff(Follower follower) => follower with { Attempts = follower.Attempts + 1, NextAt = clock.GetUtcNow() + RetryRules.Backoff(follower.Attempts + 1) };

    private Follower Refuse(Follower follower)
    {
        var refusals = follower.Refusals + 1;
        return follower with
        {
            Refusals = refusals,
            NextAt = clock.GetUtcNow() + (AfterRefusal * refusals * refusals),
            State = refusals >= FollowRules.MostRefusals ? FollowerState.Stopped : follower.State,
        };
    }

    [LoggerMessage(Level = LogLevel.Warning, EventName = "FollowersUntold", Message = "What followers of the status page are to be told could not be read or noted; it is tried again")]
    private partial void LogFailed(Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, EventName = "FollowersWait", Message = "The mail server takes nothing for followers of the status page, it is tried again: {Words}")]
    private partial void LogDown(string words);

    [LoggerMessage(Level = LogLevel.Warning, EventName = "FollowersUnwanted", Message = "The mail server does not take what followers of the status page are to be told, for what it says or how large it is; it is passed over: {Words}")]
    private partial void LogUnwanted(string words);

    [LoggerMessage(Level = LogLevel.Information, EventName = "FollowerRefused", Message = "The mail server refuses the address of a follower of the status page: {Words}")]
    private partial void LogRefused(string words);
}

/// <summary>What mails to followers are made of and sent with.</summary>
internal sealed record FollowerMailing(IFollowerStore Store, IFollowerPost Post, IFollowVault Vault, IPublicSite Site, FollowOptions Options);
