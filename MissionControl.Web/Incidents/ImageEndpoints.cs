using Microsoft.AspNetCore.Antiforgery;
using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Images;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Core.People;
using MissionControl.Web.Account;
using MissionControl.Web.Api;
using MissionControl.Web.Api.Intake;
using MissionControl.Web.Hosting;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Incidents;

/// <summary>Pictures of incidents: taken from a plain form, and given to whoever sees the incident.</summary>
internal static class ImageEndpoints
{
    /// <summary>Bytes of a form: more than the largest picture, so that what a camera makes is answered in words and not by a line that breaks.</summary>
    private const int MostBody = 24 * 1024 * 1024;

    /// <summary>A picture that is opened by itself may do nothing.</summary>
    internal static readonly OwnPolicy Nothing = new("default-src 'none'; sandbox; frame-ancestors 'none'");

    /// <summary>What to say of a word in the address: nobody can make the page say words of their own.</summary>
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["large"] = $"The picture is too large: it may have {PictureReader.MostBytes / 1024 / 1024} MB and {PictureReader.MostPixels / 1_000_000} million pixels. Cut out the part that matters.",
        ["kind"] = "This is no PNG, JPEG or WebP picture, whatever its name says. A screenshot saved as PNG works.",
        ["broken"] = "The picture is cut short or contradicts itself. Save it again, or take it anew.",
        ["none"] = "Choose a picture.",
        ["words"] = "Say in a few words what it shows.",
        ["full"] = "There are as many pictures here as one incident may have; put more elsewhere and link them.",
        ["busy"] = "Others are showing pictures just now. Try again in a few seconds.",
        ["unsaved"] = "It could not be saved. Try again.",
    };

    public static string? WordsOf(string? problem) => problem is null ? null : Known.GetValueOrDefault(problem);

    public static void MapIncidentImages(this WebApplication app)
    {
        app.MapGet(Routes.Incidents + "/{number:int}/images/{id:guid}", ShowAsync).Needs(Role.Viewer).WithMetadata(Nothing).ExcludeFromDescription();
        app.MapPost(Routes.Incidents + "/{number:int}/images", TakeAsync).Needs(Role.Responder).TakesUpTo(MostBody).WithFormOptions(multipartBodyLengthLimit: MostBody).ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(int number, Guid id, HttpContext context, IncidentFeed feed, IIncidentStore store)
    {
        if (await context.User.IncidentSight().FindAsync(number, feed, store, context.RequestAborted) is null || await store.FindImageAsync(number, id, context.RequestAborted) is not { } picture)
            return Problems.NotFound("There is no such picture");
        return Show(context, number, picture);
    }

    /// <summary>The bytes, so that whoever opens them by themselves is shown a picture and nothing that does something.</summary>
    internal static IResult Show(HttpContext context, int number, Picture picture)
    {
        var headers = context.Response.Headers;
        // Never a name that somebody chose.
        headers.ContentDisposition = $"inline; filename=\"incident-{number}.{picture.Type["image/".Length..]}\"";
        headers.CacheControl = "private, max-age=3600, immutable";
        return Results.Bytes(picture.Bytes, picture.Type);
    }

    private static async Task<IResult> TakeAsync(int number, HttpContext context, IncidentDesk desk, IncidentFeed feed, IIncidentStore store, IAntiforgery antiforgery, ImageGate gate)
    {
        if (!context.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(context))
            return Results.BadRequest();
        if (await context.User.IncidentSight().FindAsync(number, feed, store, context.RequestAborted) is null)
            return Problems.NotFound("There is no incident of that number");
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form.Files.GetFile("picture") is not { Length: > 0 } file)
            return No(context, number, "none", StatusCodes.Status400BadRequest, null);
        if (OneLineOf(form["words"]) is not { Length: > 0 } words)
            return No(context, number, "words", StatusCodes.Status400BadRequest, null);
        if (file.Length > PictureReader.MostBytes)
            return No(context, number, "large", StatusCodes.Status413PayloadTooLarge, null);
        // Up to here it lies on the disk; from here on it is in memory until it is kept.
        using var place = gate.Enter();
        if (!place.IsAcquired)
            return No(context, number, "busy", StatusCodes.Status503ServiceUnavailable, null);
        var bytes = new byte[file.Length];
        await using (var stream = file.OpenReadStream())
            await stream.ReadExactlyAsync(bytes, context.RequestAborted);
        var reading = PictureReader.Read(bytes);
        if (reading.Problem is { } problem)
            return problem.Kind switch
            {
                PictureProblemKind.TooLarge => No(context, number, "large", StatusCodes.Status413PayloadTooLarge, problem.Words),
                PictureProblemKind.OtherKind => No(context, number, "kind", StatusCodes.Status415UnsupportedMediaType, problem.Words),
                _ => No(context, number, "broken", StatusCodes.Status400BadRequest, problem.Words),
            };
        var key = Guid.TryParse(form["key"], out var typed) ? typed : Guid.NewGuid();
        // Whoever goes away now has sent it all: it is shown.
        var answer = await desk.ShowAsync(number, reading.Picture!, words, context.Actor(), key, CancellationToken.None);
        return answer is { IsDone: true, Incident: { } incident } ? Results.LocalRedirect(Routes.IncidentEntry(number, EntryOf(incident, key)))
            : answer.IsUnsaved ? No(context, number, "unsaved", StatusCodes.Status503ServiceUnavailable, null)
            : No(context, number, answer.Problems.Any(static one => one.Field == "words") ? "words" : "full", StatusCodes.Status400BadRequest, string.Join(' ', answer.Problems.Select(static one => one.Words)));
    }

    private static int EntryOf(Incident incident, Guid key) => incident.Timeline.FindLast(entry => entry.Logged.Key == key && entry.What is ImageShown)?.Number ?? incident.Last;

    /// <summary>Browsers come back to the form, which says why; others get a problem document.</summary>
    private static IResult No(HttpContext context, int number, string why, int status, string? words)
    {
        if (status == StatusCodes.Status503ServiceUnavailable)
            context.Response.Headers.RetryAfter = IntakeGate.RetrySeconds;
        return context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? Results.LocalRedirect(Routes.NewIncidentImage(number, why))
            : Results.Problem(words ?? Known[why], statusCode: status);
    }

    private static string OneLineOf(string? text) => Core.OneLine.Of(text ?? "", IncidentRules.LongestLine);
}
