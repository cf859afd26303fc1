namespace MissionControl.Web.Api.Intake;

/// <summary>
/// So many requests may write at once; more are told to come again (503, never 429, which some senders drop for good) before their
/// bodies are read. Thread-safe.
/// </summary>
internal sealed class IntakeGate
{
    public const int Slots = 32;
    public const string RetrySeconds = "5";

    private int _inside;

    public async Task<IResult> EnterAsync(HttpContext context, Func<Task<IResult>> work)
    {
        try
        {
            if (Interlocked.Increment(ref _inside) <= Slots)
                return await work();
            context.Response.Headers.RetryAfter = RetrySeconds;
            return Problems.Unready("More is being written than can be kept up with; try again in a few seconds");
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }
}
