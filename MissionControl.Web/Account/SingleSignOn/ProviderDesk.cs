using System.Text.Json.Nodes;
using MissionControl.Core.Journal;
using MissionControl.Core.People;
using MissionControl.Core.People.Accounts;

namespace MissionControl.Web.Account.SingleSignOn;

/// <summary>Who may sign in by the provider's word, or why not.</summary>
/// <param name="Known">Who they are here, also when they are refused; <see langword="null"/>: nobody.</param>
internal sealed record ProviderAnswer(Person? Known, ProviderReason? Refusal);

/// <summary>Makes people here of those whom the provider sends, and of who they are what the provider says.</summary>
internal sealed class ProviderDesk(IAccountStore accounts, SignInSettings settings, SessionBook sessions, TimeProvider clock)
{
    private ProviderSettings Provider => settings.Provider ?? throw new InvalidOperationException("There is no single sign-on.");

    public async Task<ProviderAnswer> AdmitAsync(ProviderWord word, string? from, CancellationToken cancellationToken)
    {
        var key = ProviderKey.Of(Provider.UserInfoEndpoint, word.Subject);
        var role = word.RoleBy(Provider);
        if (await accounts.FindByProviderAsync(key, cancellationToken) is { } known)
            return await UpdateAsync(known, word, role, [], from, cancellationToken);
        if (await accounts.FindByEmailAsync(word.Email, cancellationToken) is { } local)
            return local.IsDisabled ? new(local, ProviderReason.Disabled)
                : !MayBe(local, word) ? new(local, ProviderReason.EmailTaken)
                : role is null ? new(local, ProviderReason.Role)
                : await LinkAsync(local, key, word, role, from, cancellationToken);
        return role is { } first ? await AddAsync(key, word, first, from, cancellationToken) : new(null, ProviderReason.Role);
    }

    /// <summary>Whoever comes by single sign-on already is somebody else: an address can pass to another person.</summary>
    private bool MayBe(Person local, ProviderWord word) => local.AwaitsProvider || (Provider.LinkVerifiedEmail && word.IsEmailVerified && local.ProviderKey is null);

    private async Task<ProviderAnswer> AddAsync(string key, ProviderWord word, Role role, string? from, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var person = new Person { Id = Guid.CreateVersion7(now), Name = word.Name, Email = word.Email, Role = role, ProviderKey = key, Stamp = Guid.NewGuid().ToString("N"), CreatedAt = now };
        return await accounts.AddAsync(person, isFirst: false, [FactOf("person.added", person, from, new JsonObject { ["role"] = role.ToString() })], cancellationToken)
            ? new(person, null)
            : new(null, ProviderReason.Changed);
    }

    /// <summary>From now on they come by single sign-on alone: a password left behind would outlive their account at the provider.</summary>
    private async Task<ProviderAnswer> LinkAsync(Person local, string key, ProviderWord word, Role? role, string? from, CancellationToken cancellationToken)
    {
        var fact = FactOf("person.linked", local, from, []);
        (local.ProviderKey, local.AwaitsProvider, local.PasswordHash) = (key, false, null);
        (local.HasSecondFactor, local.FactorKey, local.RecoveryCodes) = (false, null, []);
        var answer = await UpdateAsync(local, word, role, [fact], from, cancellationToken);
        if (answer.Refusal is null)
            await sessions.EndAsync(local.Id, null, null, new(Actor.System.Id, from), cancellationToken);
        return answer;
    }

    private async Task<ProviderAnswer> UpdateAsync(Person person, ProviderWord word, Role? role, IEnumerable<JournalFact> before, string? from, CancellationToken cancellationToken)
    {
        if (person.IsDisabled)
            return new(person, ProviderReason.Disabled);
        if (role is null && Provider.SetsRoles)
        {
            // The provider has taken everything from them: also what they have open.
            await sessions.EndAsync(person.Id, null, null, Actor.System, cancellationToken);
            return new(person, ProviderReason.Role);
        }

        var facts = before.Concat(await TakeAsync(person, word, Provider.SetsRoles ? role!.Value : person.Role, from, cancellationToken)).ToArray();
        var refusal = facts.Length == 0 ? null : await accounts.SaveAsync(person, [.. facts], cancellationToken);
        sessions.Forget();
        return new(person, refusal switch
        {
            null => null,
            SaveRefusal.LastAdministrator => ProviderReason.LastAdministrator,
            _ => ProviderReason.Changed,
        });
    }

    private async Task<List<JournalFact>> TakeAsync(Person person, ProviderWord word, Role role, string? from, CancellationToken cancellationToken)
    {
        List<JournalFact> facts = [];
        if (person.Role != role)
            facts.Add(FactOf("person.role", person, from, new JsonObject { ["before"] = person.Role.ToString(), ["after"] = role.ToString() }));
        // An address that is somebody else's here stays theirs.
        var email = person.Email == word.Email || await accounts.FindByEmailAsync(word.Email, cancellationToken) is not null ? person.Email : word.Email;
        if (person.Name != word.Name || person.Email != email)
            facts.Add(FactOf("person.renamed", person, from, []));
        (person.Role, person.Name, person.Email) = (role, word.Name, email);
        return facts;
    }

    // The app does it on the provider's word; from where is who signs in.
    private JournalFact FactOf(string kind, Person person, string? from, JsonObject body)
    {
        body["by"] = SessionWord;
        return new(kind, person.Id.ToString(), new Actor(Actor.System.Id, from), clock.GetUtcNow(), body);
    }

    /// <summary>How the session began, in the journal.</summary>
    public const string SessionWord = "single sign-on";
}
