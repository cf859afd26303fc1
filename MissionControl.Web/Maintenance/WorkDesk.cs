using Microsoft.AspNetCore.Components.Authorization;
using MissionControl.Core.Maintenance;
using MissionControl.Core.People;
using MissionControl.Web.Account;

namespace MissionControl.Web.Maintenance;

/// <summary>The one door through which people change planned work: whoever is signed in on this request is who did it, and is at least a Responder.</summary>
public sealed class WorkDesk(WorkBook book, WorkFeed feed, IWorkStore store, AuthenticationStateProvider people)
{
    private static readonly WorkAnswer NotAllowed = new(null, [new("", "This needs somebody who is at least a Responder: sign in, or ask an administrator.")]);

    public async Task<bool> MayActAsync() => (await people.GetAuthenticationStateAsync()).User.FindRole() >= Role.Responder;

    /// <summary>From memory or, long over, from the store; <see langword="null"/>: there is none.</summary>
    public async Task<Work?> FindAsync(int number, CancellationToken cancellationToken) => feed.Current.Find(number) ?? await store.FindAsync(number, cancellationToken);

    public Task<WorkAnswer> ScheduleAsync(WorkDraft draft, Guid key, CancellationToken cancellationToken) => ActAsync(by => book.ScheduleAsync(draft, by, key, cancellationToken));

    /// <param name="seen">The edition that they saw.</param>
    public Task<WorkAnswer> DoAsync(int number, WorkAct act, int seen, CancellationToken cancellationToken) => ActAsync(by => book.DoAsync(number, act, seen, by, cancellationToken));

    private async Task<WorkAnswer> ActAsync(Func<Actor, Task<WorkAnswer>> act)
    {
        var user = (await people.GetAuthenticationStateAsync()).User;
        return user.FindRole() >= Role.Responder ? await act(user.Actor()) : NotAllowed;
    }
}
