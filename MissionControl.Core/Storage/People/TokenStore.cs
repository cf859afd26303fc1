using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MissionControl.Core.Journal;
using MissionControl.Core.People;
using MissionControl.Core.People.Tokens;
using MissionControl.Core.Storage.Journal;

namespace MissionControl.Core.Storage.People;

/// <summary>API tokens in the database. Thread-safe.</summary>
internal sealed class TokenStore(IDbContextFactory<MissionContext> contexts, SingleWriter writer) : ITokenStore
{
    public async Task<ImmutableArray<KeptToken>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Set<TokenRow>().AsNoTracking().OrderBy(row => row.IssuedAt).ToArrayAsync(cancellationToken);
        return [.. rows.Select(TokenOf)];
    }

    public Task IssueAsync(KeptToken token, Actor by, CancellationToken cancellationToken) => writer.WriteAsync(
        async (context, cancellation) =>
        {
            context.Add(RowOf(token));
            return await JournalWriter.AppendAsync(context, Issued(token.Token, by), cancellation);
        },
        cancellationToken);

    public Task<bool> RevokeAsync(Guid id, DateTimeOffset at, Actor by, CancellationToken cancellationToken) => writer.WriteAsync(
        async (context, cancellation) =>
        {
            var row = await context.Set<TokenRow>().SingleOrDefaultAsync(row => row.Id == id && row.RevokedAt == null, cancellation);
            if (row is null)
                return false;
            row.RevokedAt = at.ToUniversalTime();
            await JournalWriter.AppendAsync(context, new("token.revoked", id.ToString(), by, at, []), cancellation);
            return true;
        },
        cancellationToken);

    public Task UseAsync(Guid id, DateTimeOffset at, string? from, CancellationToken cancellationToken) => writer.WriteAsync(
        async (context, cancellation) =>
        {
            var row = await context.Set<TokenRow>().SingleOrDefaultAsync(row => row.Id == id, cancellation);
            // Another process may have noted a later use.
            if (row is null || row.LastUsedAt >= at)
                return false;
            var isFirstToday = row.LastUsedAt?.UtcDateTime.Date != at.UtcDateTime.Date;
            row.LastUsedAt = at.ToUniversalTime();
            if (isFirstToday)
                await JournalWriter.AppendAsync(context, new("token.used", id.ToString(), new Actor(TokenOf(row).Token.ActorId, from), at, []), cancellation);
            else
                await context.SaveChangesAsync(cancellation);
            return isFirstToday;
        },
        cancellationToken);

    // Without the name: a person typed it and may have named somebody, and the journal is for ever.
    private static JournalFact Issued(ApiToken token, Actor by)
    {
        var body = new JsonObject();
        body["expires"] = token.ExpiresAt is { } expires ? expires.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : null;
        body["scopes"] = new JsonArray([.. token.Scopes.Select(static scope => (JsonNode)scope.Word())]);
        return new("token.issued", token.Id.ToString(), by, token.IssuedAt, body);
    }

    private static TokenRow RowOf(KeptToken kept) => new()
    {
        Id = kept.Token.Id,
        Name = kept.Token.Name,
        Scopes = string.Join(' ', kept.Token.Scopes.Select(static scope => scope.Word())),
        Hash = [.. kept.Hash],
        IssuedAt = kept.Token.IssuedAt,
        IssuedBy = kept.Token.IssuedBy,
        ExpiresAt = kept.Token.ExpiresAt,
    };

    // A scope that only a newer release knows is left out, so that rolling back is safe.
    private static KeptToken TokenOf(TokenRow row) => new(
        new ApiToken
        {
            Id = row.Id,
            Name = row.Name,
            Scopes = [.. row.Scopes.Split(' ').Select(Scopes.Find).OfType<Scope>()],
            IssuedAt = row.IssuedAt,
            IssuedBy = row.IssuedBy,
            ExpiresAt = row.ExpiresAt,
            LastUsedAt = row.LastUsedAt,
            RevokedAt = row.RevokedAt,
        },
        [.. row.Hash]);
}
