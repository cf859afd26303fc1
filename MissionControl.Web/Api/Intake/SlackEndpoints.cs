using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.People;
using MissionControl.Web.Account;
using MissionControl.Web.Hosting;

namespace MissionControl.Web.Api.Intake;

/// <summary>Buttons of our messages in Slack, pressed. Whoever is in that channel may press them: Slack says who it was, and signs it.</summary>
internal static class SlackEndpoints
{
    /// <summary>How far Slack's clock may be from ours: https://docs.slack.dev/authentication/verifying-requests-from-slack</summary>
    public const int MostSecondsApart = 300;

    // Slack shows an error after three seconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.5);

    public static void MapSlack(this RouteGroupBuilder api) => api.MapPost("/slack/actions", TakeAsync)
        .OpenToAnyone("nothing: it takes only what Slack has signed")
        .TakesUpTo(RequestLimits.IntakeBody)
        .WithRequestTimeout(Patience)
        // Slack speaks to it and nobody else: docs/telling.md.
        .ExcludeFromDescription();

    private static async Task<IResult> TakeAsync(HttpContext context, ISlackDesk desk, IGroupActs acts, SlackReplays replays, TimeProvider clock)
    {
        var (timestamp, signature) = (context.Request.Headers["X-Slack-Request-Timestamp"].ToString(), context.Request.Headers["X-Slack-Signature"].ToString());
        var now = clock.GetUtcNow();
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var sent) || Math.Abs(now.ToUnixTimeSeconds() - (decimal)sent) > MostSecondsApart)
            return Problems.Malformed("X-Slack-Request-Timestamp is missing or not within five minutes of now");
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        if (!desk.IsSigned(timestamp, body.GetBuffer().AsSpan(0, (int)body.Length), signature))
            return Problems.Malformed("X-Slack-Signature is not that of a signing secret in the catalog");
        // The same once more is answered like the first, and nothing is done.
        if (!replays.TryEnter(signature, now) || Read(body) is not { } action)
            return Results.Ok();
        try
        {
            var answer = await ActAsync(action, acts, new Actor($"slack:{action.User}", CallerAddress.Of(context)), context.RequestAborted);
            if (action.ResponseAddress is { } address)
                context.Response.OnCompleted(() => desk.AnswerAsync(address, action.Answer(answer), CancellationToken.None));
            return Results.Ok();
        }
        catch
        {
            // Nothing was saved, so it may come again.
            replays.Leave(signature);
            throw;
        }
    }

    private static Task<GroupActAnswer> ActAsync(SlackAction action, IGroupActs acts, Actor by, CancellationToken cancellationToken) => action.Kind == SlackActionKind.Hold
        ? acts.HoldAsync(action.Group, by, cancellationToken)
        : acts.AcknowledgeAsync(action.Group, by, cancellationToken);

    private static SlackAction? Read(MemoryStream body)
    {
        using var form = new FormReader(Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length)) { ValueLengthLimit = RequestLimits.IntakeBody };
        try
        {
            return form.ReadForm().TryGetValue("payload", out var payload) ? SlackAction.Read(payload.ToString()) : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
