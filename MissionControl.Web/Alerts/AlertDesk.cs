using System.Collections.Immutable;
using Microsoft.AspNetCore.Components.Authorization;
using MissionControl.Core;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Inbox;
using MissionControl.Core.Alerts.Silences;
using MissionControl.Core.People;
using MissionControl.Web.Account;

namespace MissionControl.Web.Alerts;

/// <summary>The one door through which people act on alerts: whoever is signed in on this circuit is who did it, and is at least a Responder.</summary>
public sealed class AlertDesk(GroupDesk groups, SilenceBook silences, AuthenticationStateProvider people)
{
    private const string NotAllowed = "This needs somebody who is at least a Responder: sign in, or ask an administrator.";

    public async Task<bool> MayActAsync() => (await people.GetAuthenticationStateAsync()).User.FindRole() >= Role.Responder;

    /// <summary>Whoever is signed in, as the journal names them.</summary>
    public async Task<string> MeAsync() => (await people.GetAuthenticationStateAsync()).User.Actor().Id;

    public Task<ActAnswer> AcknowledgeAsync(ImmutableArray<Guid> which, CancellationToken cancellationToken) => ActAsync(by => groups.AcknowledgeAsync(which, by, cancellationToken));

    public Task<ActAnswer> LetGoAsync(ImmutableArray<Guid> which, CancellationToken cancellationToken) => ActAsync(by => groups.LetGoAsync(which, by, cancellationToken));

    public Task<ActAnswer> HoldAsync(ImmutableArray<Guid> which, CancellationToken cancellationToken) => ActAsync(by => groups.HoldAsync(which, by, cancellationToken));

    public Task<ActAnswer> ReleaseAsync(ImmutableArray<Guid> which, CancellationToken cancellationToken) => ActAsync(by => groups.ReleaseAsync(which, by, cancellationToken));

    public Task<ActAnswer> SayAsync(Guid which, AlertOutcome? outcome, CancellationToken cancellationToken) => ActAsync(by => groups.SayAsync([which], outcome, by, cancellationToken));

    public Task<SilenceAnswer> SilenceAsync(SilenceDraft draft, CancellationToken cancellationToken) => SilenceAsync(by => silences.MakeAsync(draft, by, cancellationToken));

    public Task<SilenceAnswer> EndSilenceAsync(Guid id, CancellationToken cancellationToken) => SilenceAsync(by => silences.EndAsync(id, by, cancellationToken));

    public Task<SilenceAnswer> ReviveSilenceAsync(Guid id, DateTimeOffset to, CancellationToken cancellationToken) => SilenceAsync(by => silences.ReviveAsync(id, to, by, cancellationToken));

    private async Task<ActAnswer> ActAsync(Func<Actor, Task<ActAnswer>> act)
    {
        var user = (await people.GetAuthenticationStateAsync()).User;
        return user.FindRole() >= Role.Responder ? await act(user.Actor()) : new([], [NotAllowed]);
    }

    private async Task<SilenceAnswer> SilenceAsync(Func<Actor, Task<SilenceAnswer>> act)
    {
        var user = (await people.GetAuthenticationStateAsync()).User;
        return user.FindRole() >= Role.Responder ? await act(user.Actor()) : new(null, [new FieldProblem("", NotAllowed)]);
    }
}
