using System.Collections.Immutable;
using System.Net;

namespace MissionControl.Core.Sources.Outbound;

/// <summary>Why a call came to nothing.</summary>
public enum OutboundRefusal
{
    /// <summary>The address is none that may be called: not https or http, with a name and password in it, or not public.</summary>
    Forbidden,

    /// <summary>Nobody answers there.</summary>
    Unreachable,

    /// <summary>It took longer than <see cref="OutboundOptions.Timeout"/>.</summary>
    TooSlow,

    /// <summary>The answer is larger than <see cref="OutboundOptions.MostBytes"/>.</summary>
    TooLarge,

    /// <summary>It sends us on too often, or from encrypted to open.</summary>
    SentOn,
}

/// <summary>What became of a call: a status with its body, or why there is none.</summary>
/// <param name="Status"><see langword="null"/> exactly when there is a refusal.</param>
/// <param name="Detail">For people; empty without a refusal. Names the host at most, never the path, which may hold a secret.</param>
public sealed record OutboundAnswer(HttpStatusCode? Status, ImmutableArray<byte> Body, OutboundRefusal? Refusal, string Detail)
{
    /// <summary>How long it asks us to wait before we call again; <see langword="null"/> when it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    internal static OutboundAnswer Refused(OutboundRefusal refusal, string detail) => new(null, [], refusal, detail);
}
