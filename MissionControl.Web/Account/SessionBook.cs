using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MissionControl.Core.People;
using MissionControl.Core.People.Accounts;

namespace MissionControl.Web.Account;

/// <summary>Who is behind a browser: begins, checks and ends sessions. What was found is remembered for a moment. Thread-safe.</summary>
internal sealed partial class SessionBook(IAccountStore store, TimeProvider clock, ILogger<SessionBook> logger)
{
    /// <summary>Ending a session, disabling somebody and changing a role take effect everywhere after so long at the latest.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromSeconds(3);

    /// <summary>While the storage does not answer, whoever was seen to be in so lately stays in: what they need most then is in memory.</summary>
    public static readonly TimeSpan Trusted = TimeSpan.FromHours(1);

    /// <summary>A request waits no longer for a storage that is silent.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan TouchEvery = TimeSpan.FromMinutes(1);
    private const int MostRemembered = 10_000;
    private const int LongestAgent = 200;

    private readonly ConcurrentDictionary<string, Remembrance> _remembered = new(StringComparer.Ordinal);

    /// <summary>Answers what the browser is to show from now on.</summary>
    public async Task<string> BeginAsync(Person person, string how, HttpContext context, CancellationToken cancellationToken)
    {
        var (secret, now) = (LinkSecret.New(), clock.GetUtcNow());
        var agent = context.Request.Headers.UserAgent.ToString();
        var session = new Session(Guid.CreateVersion7(now), LinkSecret.HashOf(secret)!.Value, person.Id, now, now, CallerAddress.Of(context), agent.Length <= LongestAgent ? agent : agent[..LongestAgent]);
        await store.BeginSessionAsync(session, new("session.began", person.Id.ToString(), new Actor(person.ActorId, session.From), now, new JsonObject { ["how"] = how }), cancellationToken);
        return secret;
    }

    /// <summary><see langword="null"/> when it does not stand.</summary>
    public async ValueTask<KnownSession?> FindAsync(string secret, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (_remembered.TryGetValue(secret, out var remembered) && IsWithin(Remembered, remembered.AskedAt, now))
            return Standing(remembered.Known, now);
        if (LinkSecret.HashOf(secret) is not { } hash)
            return null;
        KnownSession? known;
        if (remembered?.Known is null || !IsWithin(Trusted, remembered.At, now))
        {
            known = await store.FindSessionAsync(hash, cancellationToken);
        }
        else
        {
            try
            {
                known = await store.FindSessionAsync(hash, cancellationToken).WaitAsync(Patience, clock, cancellationToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // An edge: nobody can be signed out either while the storage does not answer. Others need not wait for it again at once.
                LogUnasked(logger, failure);
                _remembered.TryUpdate(secret, remembered with { AskedAt = clock.GetUtcNow() }, remembered);
                return Standing(remembered.Known, now);
            }
        }

        if (_remembered.Count > MostRemembered)
            _remembered.Clear();
        _remembered[secret] = new(known, now, now);
        return Standing(known, now);
    }

    /// <summary>Notes that its person is here, at most once a minute. A storage that fails or is slow keeps nobody waiting.</summary>
    public async Task TouchAsync(string secret, KnownSession known, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now - known.Session.LastSeen < TouchEvery)
            return;
        // First, so that the other requests of this moment do not write it as well.
        if (_remembered.TryGetValue(secret, out var remembered))
            _remembered.TryUpdate(secret, remembered with { Known = known with { Session = known.Session with { LastSeen = now } } }, remembered);
        try
        {
            await store.TouchSessionAsync(known.Session.Id, now, CancellationToken.None).WaitAsync(Patience, clock, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // An edge: that somebody is here is not worth a page they need.
            LogUntouched(logger, failure);
        }
    }

    /// <summary>Ends one session of somebody, or all but one.</summary>
    public async Task<int> EndAsync(Guid personId, Guid? id, Guid? kept, Actor by, CancellationToken cancellationToken)
    {
        var ended = await store.EndSessionsAsync(personId, id, kept, new("session.ended", personId.ToString(), by, clock.GetUtcNow(), new JsonObject { ["which"] = id is null ? "all" : "one" }), cancellationToken);
        _remembered.Clear();
        return ended;
    }

    /// <summary>After somebody was changed: what is remembered of them is no longer true.</summary>
    public void Forget() => _remembered.Clear();

    public Task<ImmutableArray<Session>> ReadAsync(Guid personId, CancellationToken cancellationToken) => store.ReadSessionsAsync(personId, cancellationToken);

    [LoggerMessage(EventName = "SessionUnasked", Level = LogLevel.Warning, Message = "Whether a session still stands could not be asked; who was in lately stays in")]
    private static partial void LogUnasked(ILogger logger, Exception failure);

    [LoggerMessage(EventName = "SessionUntouched", Level = LogLevel.Warning, Message = "That somebody is here could not be written; they are let in all the same")]
    private static partial void LogUntouched(ILogger logger, Exception failure);

    /// <param name="At">When it was read.</param>
    /// <param name="AskedAt">When it was asked for last, in vain or not.</param>
    private sealed record Remembrance(KnownSession? Known, DateTimeOffset At, DateTimeOffset AskedAt);

    /// <summary>Not before it either: a clock that was put back must not let anybody in for as long as it went ahead.</summary>
    private static bool IsWithin(TimeSpan most, DateTimeOffset since, DateTimeOffset now) => now >= since && now - since < most;

    private static KnownSession? Standing(KnownSession? known, DateTimeOffset now) => known?.Session.Stands(now) is true ? known : null;
}
