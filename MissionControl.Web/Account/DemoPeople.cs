using System.Text.Json.Nodes;
using MissionControl.Core.People;
using MissionControl.Core.People.Accounts;

namespace MissionControl.Web.Account;

/// <summary>One person per role, for whoever tries the app at their own machine. They have no password, so that nobody can be them elsewhere.</summary>
internal sealed class DemoPeople(IAccountStore accounts, IHostEnvironment environment, TimeProvider clock)
{
    public bool IsOffered(HttpContext context) => VisitorHandler.IsAtHome(context, environment);

    public async Task<Person> FindAsync(Role role, Actor by, CancellationToken cancellationToken)
    {
        var email = $"{role.ToString().ToLowerInvariant()}@demo.invalid";
        if (await accounts.FindByEmailAsync(email, cancellationToken) is { } known)
            return known;
        var person = new Person
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()), Name = $"Demo {role}", Email = email, Role = role, Stamp = Guid.NewGuid().ToString("N"), CreatedAt = clock.GetUtcNow(),
        };
        await accounts.AddAsync(person, isFirst: false, [new("person.added", person.Id.ToString(), by.Id, clock.GetUtcNow(), new JsonObject { ["role"] = role.ToString(), ["demo"] = true })], cancellationToken);
        return person;
    }
}
