using Microsoft.AspNetCore.Authorization;
using MissionControl.Core;
using MissionControl.Core.Changes;
using MissionControl.Core.People;
using MissionControl.Web.Account;
using MissionControl.Web.Api.Alerts;
using MissionControl.Web.Api.Intake;
using MissionControl.Web.Hosting;

namespace MissionControl.Web.Api.Doors;

/// <summary>Changes as flag services and deployment hooks tell them by themselves: docs/changes.md says how to point them here.</summary>
internal static class ChangeDoorEndpoints
{
    private static readonly (string Address, ChangeDoor Door)[] _doors =
    [
        ("/changes/launchdarkly", new(ChangeSender.LaunchDarkly, LaunchDarklyMessage.Read)),
        ("/changes/unleash", new(ChangeSender.Unleash, UnleashMessage.Read)),
        ("/changes/flagsmith", new(ChangeSender.Flagsmith, FlagsmithMessage.Read)),
        ("/changes/github", new(ChangeSender.GitHub, GitHubMessage.Read)),
        ("/changes/gitlab", new(ChangeSender.GitLab, GitLabMessage.Read)),
    ];

    public static IServiceCollection AddChangeDoors(this IServiceCollection services) => services.AddSingleton<IAuthorizationHandler, ChangeSignature>();

    public static void MapChangeDoors(this RouteGroupBuilder api)
    {
        foreach (var (address, door) in _doors)
            api.MapPost(address, (HttpContext context, IntakeGate gate, ChangeBook book) => gate.EnterAsync(context, () => TakeAsync(context, door, book)))
                .RequireAuthorization(new NeedsAttribute(Scope.ChangesWrite) { AlsoSigned = door.Sender is not ChangeSender.Unleash }).WithMetadata(door)
                .RequireRateLimiting(RateLimits.Intake).TakesUpTo(RequestLimits.IntakeBody).ExcludeFromDescription();
    }

    private static async Task<IResult> TakeAsync(HttpContext context, ChangeDoor door, ChangeBook book)
    {
        using var body = await JsonBody.ReadAsync(context, RequestLimits.IntakeBody);
        if (body.Document is not { } document)
            return body.Problem!;
        var message = door.Read(document.RootElement, context.Request);
        if (message.Problems.Length > 0)
            return Problems.Invalid(message.Problems);
        if (message.Draft is not { } draft)
            return NotTaken(message.LeftOut);
        var intake = context.Features.Get<ChangeIntake>();
        foreach (var wanted in (string?[])[intake?.Environment, Asked(context, "environment")])
            if (wanted is not null && message.Environment is { } environment && !string.Equals(wanted, environment, StringComparison.OrdinalIgnoreCase))
                return NotTaken($"It is of {OneLine.Of(environment, 60)}, and only {OneLine.Of(wanted, 60)} is taken here.");
        // Whoever heard a signed message could send it again to another address: what the signature does not hold the catalog says.
        var asked = Asked(context, "service");
        if (intake is not null && asked is not null && asked != intake.Service)
            return Problems.Invalid([new("service", $"The address is not signed, so it cannot say the service. Say it in the catalog: `service` of the intake {intake.Id}, or an intake with a secret of its own for each service.")]);
        var service = intake is null ? asked : intake.Service;
        var answer = await book.TellAsync(draft with { Service = service, Title = OneLine.Of(draft.Title ?? "", ChangeRules.LongestTitle) }, context.Sender(), context.RequestAborted);
        return answer.Change is not null
            ? Results.Json(new ChangesTakenAnswer(1, null), ApiJson.Context.ChangesTakenAnswer)
            : Problems.Invalid(answer.Problems.Select(problem => problem.Field == "at" ? problem with { Field = message.AtField } : problem));
    }

    private static string? Asked(HttpContext context, string name) => context.Request.Query[name] is [{ Length: > 0 } asked] ? asked : null;

    private static IResult NotTaken(string? why) => Results.Json(new ChangesTakenAnswer(0, why), ApiJson.Context.ChangesTakenAnswer);
}
