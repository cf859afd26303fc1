using Microsoft.AspNetCore.Components.Authorization;
using MissionControl.Core.People;
using MissionControl.Core.Runbooks.Runs;
using MissionControl.Web.Account;

namespace MissionControl.Web.Runbooks;

/// <summary>The one door through which people run runbooks: whoever is signed in on this circuit or request is who did it, and is at least a Responder.</summary>
public sealed class RunbookDesk(RunDesk runs, AuthenticationStateProvider people)
{
    private const string NotAllowed = "This needs somebody who is at least a Responder: sign in, or ask an administrator.";

    public async Task<bool> MayActAsync() => (await people.GetAuthenticationStateAsync()).User.FindRole() >= Role.Responder;

    public Task<RunAnswer> StartAsync(string runbook, string? incident, CancellationToken cancellationToken) => ActAsync(by => runs.StartAsync(runbook, incident, by, cancellationToken));

    public Task<RunAnswer> TickAsync(Guid run, string step, CancellationToken cancellationToken) => ActAsync(by => runs.TickAsync(run, step, by, cancellationToken));

    public Task<RunAnswer> UntickAsync(Guid run, string step, CancellationToken cancellationToken) => ActAsync(by => runs.UntickAsync(run, step, by, cancellationToken));

    public Task<RunAnswer> EndAsync(Guid run, RunOutcome outcome, CancellationToken cancellationToken) => ActAsync(by => runs.EndAsync(run, outcome, by, cancellationToken));

    private async Task<RunAnswer> ActAsync(Func<Actor, Task<RunAnswer>> act)
    {
        var user = (await people.GetAuthenticationStateAsync()).User;
        return user.FindRole() >= Role.Responder ? await act(user.Actor()) : new(null, NotAllowed);
    }
}
