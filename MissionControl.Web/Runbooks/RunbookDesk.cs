using System.Globalization;
using Microsoft.AspNetCore.Components.Authorization;
using MissionControl.Core.People;
using MissionControl.Core.Runbooks.Runs;
using MissionControl.Web.Account;
using MissionControl.Web.Incidents;

namespace MissionControl.Web.Runbooks;

/// <summary>The one door through which people run runbooks: whoever is signed in on this circuit or request is who did it, and is at least a Responder.</summary>
public sealed class RunbookDesk(RunDesk runs, RoomDesk rooms, AuthenticationStateProvider people)
{
    private const string NotAllowed = "This needs somebody who is at least a Responder: sign in, or ask an administrator.";

    public async Task<bool> MayActAsync() => (await people.GetAuthenticationStateAsync()).User.FindRole() >= Role.Responder;

    /// <summary>May they see it? A run for an incident is for those who see that.</summary>
    public async Task<bool> SeesAsync(RunbookRun run, CancellationToken cancellationToken) => run.Incident is null || await NumberAsync(run.Incident, cancellationToken) is not null;

    public async Task<RunAnswer> StartAsync(string runbook, string? incident, CancellationToken cancellationToken)
    {
        if (incident is null)
            return await ActAsync(by => runs.StartAsync(runbook, null, by, cancellationToken));
        return await NumberAsync(incident, cancellationToken) is { } number
            ? await ActAsync(by => runs.StartAsync(runbook, number, by, cancellationToken))
            : new(null, "There is no such incident.");
    }

    public Task<RunAnswer> TickAsync(Guid run, string step, CancellationToken cancellationToken) => ActAsync(run, by => runs.TickAsync(run, step, by, cancellationToken), cancellationToken);

    public Task<RunAnswer> UntickAsync(Guid run, string step, CancellationToken cancellationToken) => ActAsync(run, by => runs.UntickAsync(run, step, by, cancellationToken), cancellationToken);

    public Task<RunAnswer> EndAsync(Guid run, RunOutcome outcome, CancellationToken cancellationToken) => ActAsync(run, by => runs.EndAsync(run, outcome, by, cancellationToken), cancellationToken);

    /// <summary>The number as incidents are called by it; <see langword="null"/>: there is none for them.</summary>
    private async Task<string?> NumberAsync(string incident, CancellationToken cancellationToken) =>
        int.TryParse(incident, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && await rooms.FindAsync(number, cancellationToken) is not null
            ? number.ToString(CultureInfo.InvariantCulture)
            : null;

    private async Task<RunAnswer> ActAsync(Guid run, Func<Actor, Task<RunAnswer>> act, CancellationToken cancellationToken) =>
        await runs.FindAsync(run, cancellationToken) is { } found && !await SeesAsync(found, cancellationToken) ? new(null, "There is no such run.") : await ActAsync(act);

    private async Task<RunAnswer> ActAsync(Func<Actor, Task<RunAnswer>> act)
    {
        var user = (await people.GetAuthenticationStateAsync()).User;
        return user.FindRole() >= Role.Responder ? await act(user.Actor()) : new(null, NotAllowed);
    }
}
