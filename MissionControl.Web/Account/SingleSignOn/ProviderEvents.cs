using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using MissionControl.Core;
using MissionControl.Core.Journal;
using MissionControl.Core.People.Accounts;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Account.SingleSignOn;

/// <summary>What follows when somebody comes back from the provider: a session of ours, or the sign-in page that says why not.</summary>
internal sealed partial class ProviderEvents(ProviderDesk desk, SessionBook sessions, IJournal journal, TimeProvider clock, ILogger<ProviderEvents> logger) : OAuthEvents
{
    private const int LongestDetail = 200;

    public override async Task TicketReceived(TicketReceivedContext context)
    {
        context.HandleResponse();
        var http = context.HttpContext;
        var answer = await desk.AdmitAsync(ProviderHandler.WordOf(http), CallerAddress.Of(http), CancellationToken.None);
        if (answer is not { Refusal: null, Known: { } person })
        {
            await RefuseAsync(http, answer.Refusal ?? ProviderReason.Answer, answer.Known, "their account", context.ReturnUri);
            return;
        }

        await PeopleCookie.GiveAsync(http, await sessions.BeginAsync(person, ProviderDesk.SessionWord, http, CancellationToken.None));
        http.Response.Redirect(WayIn.Back(context.ReturnUri));
    }

    public override async Task RemoteFailure(RemoteFailureContext context)
    {
        context.HandleResponse();
        var (reason, detail) = (context.Failure, context.Request.Query["error"].ToString()) switch
        {
            (ProviderRefusal refusal, _) => (refusal.Reason, refusal.Message),
            // Whether it is the provider that says so is known only by the state.
            (_, "access_denied" or "consent_required" or "interaction_required" or "login_required") when IsOurs(context) => (ProviderReason.Denied, "the provider said no"),
            (_, var error) when IsOurs(context) => (ProviderReason.Answer, error.Length > 0 ? error : context.Failure?.Message ?? ""),
            _ => (ProviderReason.State, "the way back was not begun in this browser, or too long ago"),
        };
        await RefuseAsync(context.HttpContext, reason, null, detail, context.Properties?.RedirectUri ?? ProviderHandler.BackOf(context.HttpContext));
    }

    /// <summary>Was the state one that we gave to this browser? The framework says so in words only.</summary>
    private static bool IsOurs(RemoteFailureContext context) => context.Properties is not null && context.Failure?.Message.StartsWith("Correlation", StringComparison.Ordinal) is not true;

    private async Task RefuseAsync(HttpContext context, ProviderReason reason, Person? known, string detail, string? back)
    {
        LogRefused(logger, reason.Word(), OneLine.Of(detail, LongestDetail));
        await journal.AppendAsync(new("sign-in.refused", known?.Id.ToString() ?? "", context.Actor(), clock.GetUtcNow(), new JsonObject { ["how"] = ProviderDesk.SessionWord, ["reason"] = reason.Word() }), CancellationToken.None);
        context.Response.Redirect(Routes.SignInRefused(reason.Word(), WayIn.Back(back)));
    }
}
