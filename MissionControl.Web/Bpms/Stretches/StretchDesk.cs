using MissionControl.Core.Calendars;

namespace MissionControl.Web.Bpms.Stretches;

/// <summary>The one door through which people change stretches.</summary>
public sealed class StretchDesk(StretchBook book)
{
    public Task<StretchAnswer> DeclareAsync(StretchDraft draft, CancellationToken cancellationToken) =>
        ActAsync(by => book.DeclareAsync(draft with { By = by }, cancellationToken));

    public Task<StretchAnswer> WithdrawAsync(Guid id, CancellationToken cancellationToken) =>
        ActAsync(by => book.WithdrawAsync(id, by, cancellationToken));

    public Task<StretchAnswer> RestoreAsync(Guid id, CancellationToken cancellationToken) =>
        ActAsync(by => book.RestoreAsync(id, by, cancellationToken));

    /// <summary>
    /// Who may, and who it was: everybody and nobody until there is sign-in, because until then the app listens on loopback only.
    /// Every change goes through here, so a policy belongs here.
    /// </summary>
    private static Task<StretchAnswer> ActAsync(Func<string?, Task<StretchAnswer>> act) => act(null);
}
