namespace MissionControl.Core.Bpms.Sampling;

/// <summary>The outside failed.</summary>
/// <param name="Kind">Also the metric label; decides whether to try again.</param>
/// <param name="Detail">One sentence for people, already free of secrets: what happened and, if known, what to do.</param>
/// <param name="RetryAfter">When the outside asked to be left alone until.</param>
public sealed record Failure(FailureKind Kind, string Detail, TimeSpan? RetryAfter = null);

public enum FailureKind
{
    Timeout,
    Unreachable,
    Auth,
    RateLimited,

    /// <summary>The answer is not what the source promised: wrong format, wrong type, nonsense.</summary>
    BadAnswer,

    /// <summary>The source understood and refused the query.</summary>
    BadQuery,

    /// <summary>A good answer with nothing in it. Not zero: nothing.</summary>
    NoData,

    /// <summary>Left alone for a while: after repeated failures, or because the source asked for it.</summary>
    CircuitOpen,

    Cancelled,
}
