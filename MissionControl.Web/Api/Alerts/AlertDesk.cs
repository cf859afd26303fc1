using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.People;
using MissionControl.Web.Api.Intake;

namespace MissionControl.Web.Api.Alerts;

/// <summary>
/// Hands what came in to the inbox and answers when it is on disk. What cannot be kept just now is answered 503, never 4xx, which senders drop for
/// good. Thread-safe.
/// </summary>
/// <param name="intake"><see langword="null"/> where nobody takes alerts in: everything is answered 503.</param>
internal sealed partial class AlertDesk(IAlertIntake? intake, TimeProvider clock, ILogger<AlertDesk> logger)
{
    private const int LongestSender = 200;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <param name="by">Who sent it.</param>
    /// <param name="taken">The answer when all is on disk.</param>
    public async Task<IResult> TakeAsync(HttpContext context, Gathered gathered, Actor by, IResult taken)
    {
        var said = gathered.Signals;
        if (said.Problems.Count > 0)
            return Problems.Invalid(said.Problems);
        if (said.Bent.Count > 0)
            LogBent(logger, gathered.Door, string.Join(", ", said.Bent));
        var signals = said.Signals;
        if (signals.IsEmpty)
            return taken;
        var sender = gathered.Sender is { Length: > 0 } name ? Core.OneLine.Of(name, LongestSender) : null;
        var batch = new AlertBatch(gathered.Door, sender, said.Now, signals, gathered.LeftOut) { MessageId = gathered.MessageId };
        return await IsTakenAsync(batch, by, context.RequestAborted) ? taken : ComeAgain(context);
    }

    private async Task<bool> IsTakenAsync(AlertBatch batch, Actor by, CancellationToken cancellationToken)
    {
        if (intake is null)
            return false;
        try
        {
            return await intake.TakeAsync(batch, by, cancellationToken) is TakeAnswer.Taken;
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // Whatever it is, the sender still has the alerts and must not think that we do.
            LogNotTaken(logger, failure, batch.Intake, batch.Signals.Length);
            return false;
        }
    }

    private static IResult ComeAgain(HttpContext context)
    {
        context.Response.Headers.RetryAfter = IntakeGate.RetrySeconds;
        return Problems.Unready("The alerts were not kept; send them again in a few seconds");
    }
}

/// <summary>A message as it was read.</summary>
/// <param name="Door">See <see cref="AlertBatch.Intake"/>.</param>
/// <param name="Sender">What the sender calls itself.</param>
/// <param name="LeftOut">How many more alerts the sender had.</param>
internal sealed record Gathered(string Door, SignalGathering Signals, string? Sender = null, int LeftOut = 0)
{
    /// <summary>See <see cref="AlertBatch.MessageId"/>.</summary>
    public string? MessageId { get; init; }
}
