using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using MissionControl.Core;
using MissionControl.Web.Hosting.Redaction;

namespace MissionControl.Web.Api;

/// <summary>What went wrong, for machines (RFC 9457).</summary>
/// <param name="Title">The status in words.</param>
/// <param name="Detail">What is wrong and what to do about it.</param>
/// <param name="Errors">By field, each with everything that is wrong with it; left out when no field is to blame.</param>
public sealed record Problem(
    string Type,
    string Title,
    int Status,
    string Detail,
    [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    IReadOnlyDictionary<string, ImmutableArray<string>>? Errors);

/// <summary>The one place where failures become problem documents.</summary>
public static class Problems
{
    public const string ContentType = "application/problem+json";
    private const int LongestEcho = 64;

    public static IResult NotFound(string detail) => Answer(StatusCodes.Status404NotFound, detail);

    /// <summary>404 for an id the catalog does not hold, naming near ones.</summary>
    /// <param name="kind">"BPM".</param>
    public static IResult UnknownId(string kind, string id, IReadOnlyCollection<string> known) =>
        NotFound($"There is no {kind} '{Echo(id)}'{DidYouMean.Hint(id, known)}");

    /// <summary>400: the fields that are wrong, each with all that is wrong with it.</summary>
    public static IResult Invalid(IReadOnlyDictionary<string, ImmutableArray<string>> errors) =>
        Answer(Of(StatusCodes.Status400BadRequest, "See errors for what is wrong with each field") with { Errors = errors });

    /// <summary>The same, field by field as they were found.</summary>
    public static IResult Invalid(IEnumerable<FieldProblem> problems) => Invalid(
        problems.GroupBy(static problem => problem.Field, StringComparer.Ordinal)
            .ToDictionary(static field => field.Key, static field => field.Select(static problem => problem.Words).ToImmutableArray(), StringComparer.Ordinal));

    public static IResult Malformed(string detail) => Answer(StatusCodes.Status400BadRequest, detail);

    public static IResult NotJson() =>
        Answer(StatusCodes.Status415UnsupportedMediaType, "The body must be JSON and say so: send 'Content-Type: application/json'");

    /// <param name="most">Bytes.</param>
    public static IResult TooLarge(int most) => Answer(StatusCodes.Status413PayloadTooLarge, $"The body is larger than {most / 1024} KB");

    public static IResult Unauthenticated(string detail) => Answer(StatusCodes.Status401Unauthorized, detail);

    public static IResult Forbidden(string detail) => Answer(StatusCodes.Status403Forbidden, detail);

    public static IResult Unready(string detail) => Answer(StatusCodes.Status503ServiceUnavailable, detail);

    public static IResult TooMany(string detail) => Answer(StatusCodes.Status429TooManyRequests, detail);

    /// <summary>For a status that was set without saying more.</summary>
    public static IResult ForStatus(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => NotFound($"There is nothing at {Echo(context.Request.Path)}"),
        StatusCodes.Status400BadRequest => Answer(StatusCodes.Status400BadRequest, "The request could not be understood"),
        StatusCodes.Status405MethodNotAllowed => Answer(
            StatusCodes.Status405MethodNotAllowed,
            $"{Echo(context.Request.Method)} is not possible here; this address takes {context.Response.Headers.Allow}"),
        StatusCodes.Status413PayloadTooLarge => Answer(
            StatusCodes.Status413PayloadTooLarge,
            $"The body is larger than this address takes{MostBytes(context)}; send less at once"),
        StatusCodes.Status415UnsupportedMediaType => Answer(StatusCodes.Status415UnsupportedMediaType, "The Content-Type is none that this address takes"),
        StatusCodes.Status429TooManyRequests => Answer(StatusCodes.Status429TooManyRequests, "Too many tries; Retry-After says when to try again"),
        StatusCodes.Status431RequestHeaderFieldsTooLarge => Answer(
            StatusCodes.Status431RequestHeaderFieldsTooLarge,
            $"All headers together may have {Hosting.RequestLimits.Headers / 1024} KB"),
        StatusCodes.Status503ServiceUnavailable => Answer(StatusCodes.Status503ServiceUnavailable, "Too much is asked at once, or it took too long; try again later"),
        StatusCodes.Status500InternalServerError => Answer(
            StatusCodes.Status500InternalServerError,
            "The answer could not be made; what went wrong has been logged"),
        var status => Answer(status, "The request was refused"),
    };

    private static Masked Answer(int status, string detail) => Answer(Of(status, detail));

    private static Problem Of(int status, string detail) => new("about:blank", ReasonPhrases.GetReasonPhrase(status), status, detail, null);

    private static Masked Answer(Problem problem) => new Masked(problem);

    /// <summary>It repeats what was asked and may name what failed, so it passes the redactor.</summary>
    private sealed class Masked(Problem problem) : IResult, IStatusCodeHttpResult
    {
        public int? StatusCode => problem.Status;

        public Task ExecuteAsync(HttpContext httpContext)
        {
            var mask = httpContext.RequestServices.GetService<SecretMask>();
            string Clean(string text) => mask?.Clean(text) ?? text;
            var clean = problem with
            {
                Detail = Clean(problem.Detail),
                Errors = problem.Errors?.ToDictionary(static field => field.Key, field => field.Value.Select(Clean).ToImmutableArray(), StringComparer.Ordinal),
            };
            return Results.Json(clean, ApiJson.Context.Problem, ContentType, clean.Status).ExecuteAsync(httpContext);
        }
    }

    private static string MostBytes(HttpContext context) =>
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize is { } most ? $", {most / 1024} KB" : "";

    /// <summary>What was sent, short enough to send back.</summary>
    internal static string Echo(string text) => text.Length <= LongestEcho ? text : text[..LongestEcho] + "…";
}
