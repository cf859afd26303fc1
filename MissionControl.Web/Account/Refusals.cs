using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using MissionControl.Core.People;
using MissionControl.Web.Api;

namespace MissionControl.Web.Account;

/// <summary>
/// How "no" is said: to machines, and to whoever came with a token, as a problem document (401 who are you, 403 not you, 503 cannot tell),
/// to people as their way of signing in says it.
/// </summary>
internal sealed class Refusals(RefusalBook book) : IAuthorizationMiddlewareResultHandler
{
    private const string Realm = "Bearer realm=\"Mission Control\"";
    private const string RetrySeconds = "5";
    private readonly AuthorizationMiddlewareResultHandler _forPeople = new();

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (!authorizeResult.Succeeded)
            await book.NoteAsync(context, authorizeResult.Forbidden);
        if (authorizeResult.Succeeded || !(ApiSetup.IsForMachines(context) || BearerHandler.IsMeant(context)))
        {
            await _forPeople.HandleAsync(next, context, policy, authorizeResult);
            return;
        }

        // Remembered from before: the token is not looked up again.
        var known = await context.AuthenticateAsync(BearerHandler.Name);
        await Answer(context, known.Failure as TokenRefusal, authorizeResult).ExecuteAsync(context);
    }

    private static IResult Answer(HttpContext context, TokenRefusal? refusal, PolicyAuthorizationResult result)
    {
        var headers = context.Response.Headers;
        if (refusal == TokenRefusal.Unreadable)
        {
            headers.RetryAfter = RetrySeconds;
            return Problems.Unready(refusal.Message);
        }

        var needs = context.GetEndpoint()?.Metadata.GetMetadata<NeedsAttribute>();
        if (result.Forbidden)
        {
            if (BearerHandler.IsMeant(context) && needs?.Scope is { } scope)
                headers.WWWAuthenticate = $"{Realm}, error=\"insufficient_scope\", scope=\"{scope.Word()}\"";
            return Problems.Forbidden(Wanted(needs));
        }

        headers.WWWAuthenticate = refusal is null ? Realm : $"{Realm}, error=\"invalid_token\", error_description=\"{refusal.Message}\"";
        return Problems.Unauthenticated(refusal is null ? $"{Wanted(needs)}: send 'Authorization: Bearer TOKEN'" : refusal.Message);
    }

    internal static string Wanted(NeedsAttribute? needs) => needs switch
    {
        { Role: { } role, Scope: { } scope } => $"This needs a token with the scope {scope.Word()}, or a person who is at least {role}",
        { Scope: { } scope, AlsoSigned: true } => $"This needs a token with the scope {scope.Word()}, or the signature of an intake in the catalog",
        { Scope: { } scope } => $"This needs a token with the scope {scope.Word()}",
        { Role: { } role } => $"This needs a person who is at least {role}; no token opens it",
        _ => "This needs somebody who is signed in",
    };
}
