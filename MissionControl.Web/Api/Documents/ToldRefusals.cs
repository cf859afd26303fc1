using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;
using MissionControl.Web.Account;

namespace MissionControl.Web.Api.Documents;

/// <summary>What a refusal of each status means, with an example.</summary>
internal static class ToldRefusals
{
    public static void Complete(OpenApiResponse response, OpenApiMediaType problem, int status, NeedsAttribute? needs)
    {
        var (words, detail) = Of(status, needs);
        response.Description = words;
        problem.Example = JsonSerializer.SerializeToNode(
            new Problem("about:blank", ReasonPhrases.GetReasonPhrase(status), status, detail, status == StatusCodes.Status400BadRequest ? Fields : null),
            ApiJson.Context.Problem);
        if (status == StatusCodes.Status401Unauthorized)
            ToldOperations.Header(response, "WWW-Authenticate", "What is wrong with the token, after RFC 6750.");
        if (status is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests)
            ToldOperations.Header(response, "Retry-After", "Seconds, where we know.");
    }

    private static ImmutableDictionary<string, ImmutableArray<string>> Fields { get; } =
        ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add("at", ["That is more than 90 days back or 1 day ahead."]);

    private static (string Words, string Detail) Of(int status, NeedsAttribute? needs) => status switch
    {
        StatusCodes.Status400BadRequest => ("A part of the question cannot be understood: errors names each field.", "See errors for what is wrong with each field"),
        StatusCodes.Status401Unauthorized => ("No token, or none that is good.", "There is no such API token"),
        StatusCodes.Status403Forbidden => ("It lacks the scope or the role.", Account.Refusals.Wanted(needs)),
        StatusCodes.Status404NotFound => ("There is none of that id.", "There is no BPM 'sign-in-succes'; did you mean 'sign-in-success'?"),
        StatusCodes.Status409Conflict => ("It is not as you think it is.", "Somebody else was faster"),
        StatusCodes.Status413PayloadTooLarge => ("The body is too large.", "The body is larger than 64 KB"),
        StatusCodes.Status415UnsupportedMediaType => ("The body is no JSON.", "The body must be JSON and say so: send 'Content-Type: application/json'"),
        StatusCodes.Status429TooManyRequests => ("Too many in a short time.", "This token has declared many incidents in a short time, and the next is taken in 30 s. One fault is one incident: send what you know more as notes, and send again under the same key"),
        _ => ("Not now: too much at once, or something we need does not answer. Never 429.", "More is being written than can be kept up with; try again in a few seconds"),
    };
}
