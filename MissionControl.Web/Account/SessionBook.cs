using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MissionControl.Core.People;
using MissionControl.Core.People.Accounts;

namespace MissionControl.Web.Account;

/// <summary>Who is behind a browser: begins, checks and ends sessions. What was found is remembered for a moment. Thread-safe.</summary>
internal sealed class SessionBook(IAccountStore store, TimeProvider clock)
{
    /// <summary>Ending a session, disabling somebody and changing a role take effect everywhere after so long at the latest.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromSeconds(3);

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
        if (_remembered.TryGetValue(secret, out var remembered) && now - remembered.At < Remembered)
            return Standing(remembered.Known, now);
        if (LinkSecret.HashOf(secret) is not { } hash)
            return null;
        var known = await store.FindSessionAsync(hash, cancellationToken);
        if (_remembered.Count > MostRemembered)
            _remembered.Clear();
        _remembered[secret] = new(known, now);
        return Standing(known, now);
    }

    /// <summary>Notes that its person is here, at most once a minute.</summary>
    public async Task TouchAsync(string secret, KnownSession known, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now - known.Session.LastSeen < TouchEvery)
            return;
        // First, so that the other requests of this moment do not write it as well.
        if (_remembered.TryGetValue(secret, out var remembered))
            _remembered.TryUpdate(secret, remembered with { Known = known with { Session = known.Session with { LastSeen = now } } }, remembered);
        await store.TouchSessionAsync(known.Session.Id, now, cancellationToken);
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

    private sealed record Remembrance(KnownSession? Known, DateTimeOffset At);

    private static KnownSession? Standing(KnownSession? known, DateTimeOffset now) => known?.Session.Stands(now) is true ? known : null;
}
