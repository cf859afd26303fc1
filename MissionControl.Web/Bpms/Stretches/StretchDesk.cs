using Microsoft.AspNetCore.Components.Authorization;
using MissionControl.Core.Calendars;
using MissionControl.Core.People;
using MissionControl.Web.Account;

namespace MissionControl.Web.Bpms.Stretches;

/// <summary>The one door through which people change stretches: whoever is signed in on this circuit is who did it.</summary>
public sealed class StretchDesk(StretchBook book, AuthenticationStateProvider people)
{
    /// <summary>May whoever is signed in change any? Others are not shown how.</summary>
    public async Task<bool> MayAsync() => (await people.GetAuthenticationStateAsync()).User.FindRole() >= Role.Responder;

    public Task<StretchAnswer> DeclareAsync(StretchDraft draft, CancellationToken cancellationToken) =>
        ActAsync(by => book.DeclareAsync(draft with { By = by }, cancellationToken));

    public Task<StretchAnswer> ChangeAsync(Guid id, StretchDraft draft, CancellationToken cancellationToken) =>
        ActAsync(by => book.ChangeAsync(id, draft with { By = by }, cancellationToken));

    public Task<StretchAnswer> ChangeBackAsync(Guid id, Guid before, CancellationToken cancellationToken) =>
        ActAsync(by => book.ChangeBackAsync(id, before, by, cancellationToken));

    public Task<StretchAnswer> WithdrawAsync(Guid id, CancellationToken cancellationToken) =>
        ActAsync(by => book.WithdrawAsync(id, by, cancellationToken));

    public Task<StretchAnswer> RestoreAsync(Guid id, CancellationToken cancellationToken) =>
        ActAsync(by => book.RestoreAsync(id, by, cancellationToken));

    /// <summary>Every change goes through here: who it was, and whether they may.</summary>
    private async Task<StretchAnswer> ActAsync(Func<Actor, Task<StretchAnswer>> act)
    {
        var user = (await people.GetAuthenticationStateAsync()).User;
        return user.FindRole() >= Role.Responder
            ? await act(user.Actor())
            : new(null, [new("", "This needs somebody who is at least a Responder: sign in, or ask an administrator.")]);
    }
}
