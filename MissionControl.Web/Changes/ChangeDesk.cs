using Microsoft.AspNetCore.Components.Authorization;
using MissionControl.Core.Changes;
using MissionControl.Core.People;
using MissionControl.Web.Account;

namespace MissionControl.Web.Changes;

/// <summary>The one door through which people say what they found out about a change: whoever is signed in on this circuit says it, and is at least a Responder.</summary>
public sealed class ChangeDesk(ChangeBook book, AuthenticationStateProvider people)
{
    public async Task<bool> MayMarkAsync() => (await people.GetAuthenticationStateAsync()).User.FindRole() >= Role.Responder;

    /// <summary><see langword="null"/> for who may not.</summary>
    public async Task<MarkAnswer?> MarkAsync(Guid change, ChangeMark? mark, CancellationToken cancellationToken)
    {
        var user = (await people.GetAuthenticationStateAsync()).User;
        return user.FindRole() >= Role.Responder ? await book.MarkAsync(change, mark, user.Actor(), cancellationToken) : null;
    }
}
