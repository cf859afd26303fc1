using System.Net;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Sources.Outbound;

namespace MissionControl.Core.Notifications;

/// <summary>What an answer over HTTP means for a letter. Pure.</summary>
internal static class HttpDelivery
{
    /// <summary><see langword="null"/>: it was taken. What somebody can mend at the other end (a path, a right) is tried again.</summary>
    public static Delivery? Problem(OutboundAnswer answer, string who)
    {
        if (answer.Status is not { } status)
            return Delivery.Later(answer.Detail);
        var words = $"{who} answers {(int)status}";
        return status switch
        {
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => Delivery.Later(words) with { Wait = answer.RetryAfter },
            >= HttpStatusCode.OK and < HttpStatusCode.Ambiguous => null,
            HttpStatusCode.BadRequest or HttpStatusCode.Gone or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnsupportedMediaType or HttpStatusCode.UnprocessableEntity => Delivery.Never(words),
            _ => Delivery.Later(words) with { Wait = answer.RetryAfter },
        };
    }
}
