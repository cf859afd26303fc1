using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using MissionControl.Core;
using MissionControl.Core.Journal;
using MissionControl.Core.People;
using MissionControl.Core.People.Accounts;
using MissionControl.Web.Account.SingleSignOn;

namespace MissionControl.Web.Account;

/// <summary>What came of changing somebody.</summary>
/// <param name="Link">A secret to hand over, shown this once; <see langword="null"/>: none was made.</param>
internal sealed record PeopleAnswer(Person? Person, string? Link, ImmutableArray<FieldProblem> Problems)
{
    public static PeopleAnswer Refused(string field, string words) => new(null, null, [new(field, words)]);
}

/// <summary>The one door through which people are added, invited and changed. Whoever may is decided by the page or command that asks.</summary>
internal sealed class PeopleDesk(IAccountStore accounts, IPasswordHasher<Person> hasher, SessionBook sessions, SignInSettings signIn, TimeProvider clock)
{
    private const string Gone = "Somebody else changed this meanwhile. Look again.";

    public Task<ImmutableArray<Person>> ReadAsync(CancellationToken cancellationToken) => accounts.ReadAsync(cancellationToken);

    /// <summary>Somebody with a password, at once.</summary>
    /// <param name="isFirst">Refused when there is an administrator already.</param>
    public async Task<PeopleAnswer> AddAsync(string? name, string? typedEmail, string? password, string? again, Role role, bool isFirst, Actor by, CancellationToken cancellationToken)
    {
        if (!signIn.LocalSignIn)
            return PeopleAnswer.Refused("", signIn.NoPasswords);
        var email = AccountRules.Email(typedEmail);
        ImmutableArray<FieldProblem> problems = [.. AccountRules.CheckPerson(name, email), .. AccountRules.CheckPassword(password, again, email)];
        if (!problems.IsEmpty)
            return new(null, null, problems);
        var person = New(name!, email, role);
        person.PasswordHash = hasher.HashPassword(person, password!);
        return await accounts.AddAsync(person, isFirst, [FactOf("person.added", person, by, new JsonObject { ["role"] = role.ToString() })], cancellationToken)
            ? new(person, null, [])
            : PeopleAnswer.Refused("email", isFirst ? "There is an administrator already." : "Somebody has that address already.");
    }

    /// <summary>Somebody who chooses a password by a link.</summary>
    public async Task<PeopleAnswer> InviteAsync(string? name, string? typedEmail, Role role, Actor by, CancellationToken cancellationToken)
    {
        if (!signIn.LocalSignIn)
            return PeopleAnswer.Refused("", signIn.NoPasswords);
        var email = AccountRules.Email(typedEmail);
        var problems = AccountRules.CheckPerson(name, email);
        if (!problems.IsEmpty)
            return new(null, null, problems);
        var person = New(name!, email, role);
        return await accounts.AddAsync(person, isFirst: false, [FactOf("person.invited", person, by, new JsonObject { ["role"] = role.ToString() })], cancellationToken)
            ? await LinkAsync(person.Id, by, cancellationToken)
            : PeopleAnswer.Refused("email", "Somebody has that address already.");
    }

    /// <summary>Another link for somebody who lost theirs, or their password.</summary>
    public async Task<PeopleAnswer> LinkAsync(Guid id, Actor by, CancellationToken cancellationToken)
    {
        if (await accounts.FindAsync(id, cancellationToken) is not { } person)
            return PeopleAnswer.Refused("", "There is nobody like that any more.");
        if (!signIn.LocalSignIn)
            return PeopleAnswer.Refused("", signIn.NoPasswords);
        if (person.ProviderKey is not null)
            return PeopleAnswer.Refused("", "They come by single sign-on and have no password here.");
        var (secret, now) = (LinkSecret.New(), clock.GetUtcNow());
        await accounts.AddLinkAsync(new(LinkSecret.HashOf(secret)!.Value, id, now + OneTimeLink.Life), FactOf("person.link", person, by, []), cancellationToken);
        return new(person, secret, []);
    }

    public async Task<Person?> FindByLinkAsync(string? secret, CancellationToken cancellationToken) =>
        signIn.LocalSignIn && LinkSecret.HashOf(secret) is { } hash && await accounts.FindByLinkAsync(hash, clock.GetUtcNow(), cancellationToken) is { ProviderKey: null } person ? person : null;

    /// <summary>Chooses the password, and uses the link up.</summary>
    public async Task<PeopleAnswer> JoinAsync(string? secret, string? password, string? again, string? from, CancellationToken cancellationToken)
    {
        if (LinkSecret.HashOf(secret) is not { } hash || await FindByLinkAsync(secret, cancellationToken) is not { } person)
            return PeopleAnswer.Refused("", "This link is not good any more. Ask an administrator for another one.");
        var problems = AccountRules.CheckPassword(password, again, person.Email);
        if (!problems.IsEmpty)
            return new(null, null, problems);
        person.PasswordHash = hasher.HashPassword(person, password!);
        (person.Failures, person.LockedUntil) = (0, null);
        var isUsed = await accounts.UseLinkAsync(hash, person, FactOf("person.joined", person, new(person.ActorId, from), []), cancellationToken);
        sessions.Forget();
        return isUsed ? new(person, null, []) : PeopleAnswer.Refused("", Gone);
    }

    public async Task<PeopleAnswer> SetRoleAsync(Guid id, Role role, Actor by, CancellationToken cancellationToken) =>
        signIn.Provider is { SetsRoles: true } provider && await accounts.FindAsync(id, cancellationToken) is { ProviderKey: not null }
            ? PeopleAnswer.Refused("", $"Their role is the word of {provider.Name}: change it there, and it holds when they sign in again.")
            : await ChangeAsync(id, person => person.Role = role, "person.role", person => new JsonObject { ["before"] = person.Role.ToString(), ["after"] = role.ToString() }, by, cancellationToken);

    public async Task<PeopleAnswer> SetDisabledAsync(Guid id, bool isDisabled, Actor by, CancellationToken cancellationToken)
    {
        var answer = await ChangeAsync(id, person => person.IsDisabled = isDisabled, isDisabled ? "person.disabled" : "person.enabled", static _ => [], by, cancellationToken);
        if (answer.Person is not null && isDisabled)
            await sessions.EndAsync(id, null, null, by, cancellationToken);
        return answer;
    }

    public Task<PeopleAnswer> DropFactorAsync(Guid id, Actor by, CancellationToken cancellationToken) => ChangeAsync(
        id,
        static person => (person.HasSecondFactor, person.FactorKey, person.LastFactorStep, person.RecoveryCodes) = (false, null, null, []),
        "person.factor-dropped", static _ => [], by, cancellationToken);

    /// <summary>The next person whom the identity provider sends with their e-mail address is taken to be them.</summary>
    public Task<PeopleAnswer> AwaitProviderAsync(Guid id, Actor by, CancellationToken cancellationToken) =>
        ChangeAsync(id, static person => person.AwaitsProvider = true, "person.awaits-provider", static _ => [], by, cancellationToken);

    /// <summary>They do not come by single sign-on any more, and have no way in until they are given a link or let in again.</summary>
    public async Task<PeopleAnswer> UnlinkAsync(Guid id, Actor by, CancellationToken cancellationToken)
    {
        var cameByIt = false;
        var answer = await ChangeAsync(
            id,
            person =>
            {
                cameByIt = person.ProviderKey is not null;
                (person.ProviderKey, person.AwaitsProvider) = (null, false);
            },
            "person.unlinked", static _ => [], by, cancellationToken);
        if (answer.Person is not null && cameByIt)
            await sessions.EndAsync(id, null, null, by, cancellationToken);
        return answer;
    }

    private async Task<PeopleAnswer> ChangeAsync(Guid id, Action<Person> change, string kind, Func<Person, JsonObject> body, Actor by, CancellationToken cancellationToken)
    {
        if (await accounts.FindAsync(id, cancellationToken) is not { } person)
            return PeopleAnswer.Refused("", "There is nobody like that any more.");
        var fact = FactOf(kind, person, by, body(person));
        change(person);
        var refusal = await accounts.SaveAsync(person, [fact], cancellationToken);
        sessions.Forget();
        return refusal switch
        {
            null => new(person, null, []),
            SaveRefusal.LastAdministrator => PeopleAnswer.Refused("", "This is the last administrator. Make another one first."),
            _ => PeopleAnswer.Refused("", Gone),
        };
    }

    private Person New(string name, string email, Role role) => new()
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        Name = name.Trim(),
        Email = email,
        Role = role,
        Stamp = Guid.NewGuid().ToString("N"),
        CreatedAt = clock.GetUtcNow(),
    };

    // Without name and address: people can be erased, the journal is for ever.
    private JournalFact FactOf(string kind, Person person, Actor by, JsonObject body) => new(kind, person.Id.ToString(), by, clock.GetUtcNow(), body);
}
