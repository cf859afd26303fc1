using Microsoft.AspNetCore.Components.Authorization;
using MissionControl.Core.Calendars;
using MissionControl.Core.People;
using MissionControl.Web.Account;

namespace MissionControl.Web.Bpms.Stretches;

/// <summary>The one door through which people change stretches: whoever is signed in on this circuit is who did it.</summary>
public sealed class StretchDesk(StretchBook book, AuthenticationStateProvider people)
{
    public Task<StretchAnswer> DeclareAsync(StretchDraft draft, CancellationToken cancellationToken) =>
        ActAsync(by => book.DeclareAsync(draft with { By = by }, cancellationToken));

    public Task<StretchAnswer> WithdrawAsync(Guid id, CancellationToken cancellationToken) =>
        ActAsync(by => book.WithdrawAsync(id, by, cancellationToken));

    public Task<StretchAnswer> RestoreAsync(Guid id, CancellationToken cancellationToken) =>
        ActAsync(by => book.RestoreAsync(id, by, cancellationToken));

    /// <summary>Who it was, and (once people can sign in) who may. Every change goes through here, so a policy belongs here.</summary>
    private async Task<StretchAnswer> ActAsync(Func<Actor, Task<StretchAnswer>> act) =>
        await act((await people.GetAuthenticationStateAsync()).User.Actor());
}
