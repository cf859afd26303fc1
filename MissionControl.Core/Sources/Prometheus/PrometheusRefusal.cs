using MissionControl.Core.Bpms.Sampling;

namespace MissionControl.Core.Sources.Prometheus;

/// <summary>Turns what is not an answer into one sentence for people.</summary>
internal static class PrometheusRefusal
{
    /// <summary>What the status line alone already says; <see langword="null"/> when the body has to be read.</summary>
    public static PrometheusAnswer? FromStatus(HttpResponseMessage response, DateTimeOffset now) => (int)response.StatusCode switch
    {
        >= 300 and < 400 => Bad($"The source redirects to {RedirectHost(response)}, and Mission Control only calls the address in the catalog. Put the final address there."),
        401 or 403 => PrometheusAnswer.Failed(FailureKind.Auth, $"The source refuses us ({Name(response)}): check the token or password, and the tenant header if it wants one."),
        429 => new PrometheusAnswer([], new Failure(FailureKind.RateLimited, "The source says we ask too often (429).", RetryAfter(response, now))),
        _ => null,
    };

    /// <summary>When the body is not one of Prometheus's: a proxy's page, an empty one, JSON of something else.</summary>
    public static PrometheusAnswer FromForeignBody(HttpResponseMessage response, string what, DateTimeOffset now) => (int)response.StatusCode switch
    {
        >= 500 => PrometheusAnswer.Down($"The source answers {Name(response)}.", RetryAfter(response, now)),
        404 => Bad("There is no Prometheus API at this address (404 Not Found): check the path in the source's url."),
        >= 400 => Bad($"The source answers {Name(response)}, with {what}."),
        _ => Bad($"The source answers {what} instead of Prometheus's JSON: is the address right, or is there a sign-in page in front of it?"),
    };

    /// <summary>
    /// Prometheus's own words, as in <c>{"status":"error","errorType":"bad_data","error":"1:12: parse error: unclosed left parenthesis"}</c>
    /// </summary>
    public static PrometheusAnswer FromEnvelope(HttpResponseMessage response, PrometheusEnvelope envelope, DateTimeOffset now) => envelope.ErrorType switch
    {
        "bad_data" or "execution" => PrometheusAnswer.Failed(FailureKind.BadQuery, $"Prometheus refuses the query: {envelope.Error}"),
        // It is alive and gave up on this one query, so the circuit stays closed.
        "timeout" or "canceled" => PrometheusAnswer.Failed(FailureKind.Timeout, $"Prometheus gave up on the query: {envelope.Error}"),
        "too_many_requests" => new PrometheusAnswer([], new Failure(FailureKind.RateLimited, $"The source says we ask too much: {envelope.Error}", RetryAfter(response, now))),
        _ when (int)response.StatusCode >= 500 || envelope.ErrorType is "unavailable" or "internal" =>
            PrometheusAnswer.Down($"Prometheus is not able to answer: {envelope.Error}", RetryAfter(response, now)),
        _ => PrometheusAnswer.Failed(FailureKind.BadAnswer, $"Prometheus reports '{envelope.ErrorType}': {envelope.Error}"),
    };

    public static PrometheusAnswer FromException(Exception exception, string authority) => exception switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
            PrometheusAnswer.Down($"The name in {authority} is not known here (DNS).", null),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            PrometheusAnswer.Down($"No safe connection to {authority}: {Innermost(exception)} If it uses an authority of your own, name its file as the source's ca.", null),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } =>
            PrometheusAnswer.Down($"Nobody answers at {authority} ({Innermost(exception)}).", null),
        OperationCanceledException => PrometheusAnswer.Down($"No connection to {authority} in time.", null),
        _ => PrometheusAnswer.Down($"The connection to {authority} broke ({Innermost(exception)}).", null),
    };

    private static PrometheusAnswer Bad(string detail) => PrometheusAnswer.Failed(FailureKind.BadAnswer, detail);

    private static string Innermost(Exception exception) => exception.GetBaseException().Message;

    private static string Name(HttpResponseMessage response) =>
        $"{(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd();

    private static string RedirectHost(HttpResponseMessage response) => response.Headers.Location switch
    {
        { IsAbsoluteUri: true } location => $"the host '{location.Host}'",
        not null => "another path of the same host",
        null => "nowhere",
    };

    private static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > now => date - now,
        _ => null,
    };
}
