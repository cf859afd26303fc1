using System.Collections.Immutable;
using MissionControl.Core.StatusPage;
using MissionControl.Core.StatusPage.Followers;
using MissionControl.Web.Account;
using MissionControl.Web.Hosting;

namespace MissionControl.Web.StatusPage.Followers;

/// <summary>
/// Following the public page by mail. Strangers send these forms from bytes that everybody gets, so no antiforgery token can be in them: a form
/// sent in somebody's name does no more than send one mail to an address that has to say yes; all else needs the 256 bits in a mail.
/// </summary>
internal static class FollowEndpoints
{
    public const string RevealsNothing = "nothing: every address gets the same answer, and a mail that asks";
    public const string RevealsLink = "whether a link of 256 random bits is good, and to its holder what it follows";

    /// <summary>Bytes of a form: an address and some ids.</summary>
    private const int Largest = 16 * 1024;

    public static void MapFollowing(this WebApplication app)
    {
        app.MapPost(FollowLinks.Form, AskAsync).OpenToAnyone(RevealsNothing).RequireRateLimiting(RateLimits.Follow).Take();
        var links = app.MapGroup("").OpenToAnyone(RevealsLink);
        links.AnswerHead();
        links.MapGet(FollowLinks.Confirm + "{token}", ShowConfirmAsync).Take();
        links.MapPost(FollowLinks.Confirm + "{token}", ConfirmAsync).Take();
        links.MapGet(FollowLinks.Parts + "{token}", ShowPartsAsync).Take();
        links.MapPost(FollowLinks.Parts + "{token}", SavePartsAsync).Take();
        links.MapGet(FollowLinks.Stop + "{token}", ShowStopAsync).Take();
        // RFC 8058: mail programs send this by themselves, many people's from few addresses.
        links.MapPost(FollowLinks.Stop + "{token}", StopAsync).Take();
    }

    /// <summary>Told in the language of the form: whoever reads the page in German is not refused in English.</summary>
    public static async Task RefuseAsync(HttpContext context, int seconds)
    {
        // Read, and bounded, before anybody was counted.
        var view = ViewOf(context.RequestServices.GetRequiredService<StatusSite>(), (await FormAsync(context))[FollowHtml.Language].FirstOrDefault());
        await new FollowPage(FollowPages.TooOften(view, seconds), view, StatusCodes.Status429TooManyRequests).ExecuteAsync(context);
    }

    private static void Take(this RouteHandlerBuilder endpoint) => endpoint.TakesUpTo(Largest).DisableAntiforgery().ExcludeFromDescription();

    private static async Task<IResult> AskAsync(HttpContext context, FollowDesk desk, StatusSite site)
    {
        var form = await FormAsync(context);
        var view = ViewOf(site, form[FollowHtml.Language]);
        if (view.Whole.FollowAt is null)
            return new FollowPage(FollowPages.Form(view), view, StatusCodes.Status404NotFound);
        ImmutableArray<string> chosen = [.. form[FollowHtml.Parts].OfType<string>()];
        var (ask, problems) = FollowRules.Check(form[FollowHtml.Email], chosen, view.Whole, view.Words);
        if (ask is null)
            return new FollowPage(FollowPages.Form(view, new(Shortened(form[FollowHtml.Email]), chosen), problems), view, StatusCodes.Status400BadRequest);
        // Whoever fills in what nobody sees is told that all went well.
        if (form[FollowHtml.Honey].ToString().Length == 0 && await desk.AskAsync(ask, context.RequestAborted) == FollowAsked.TooMany)
        {
            context.Response.Headers.RetryAfter = "3600";
            return new FollowPage(FollowPages.TooMany(view), view, StatusCodes.Status503ServiceUnavailable);
        }

        return new FollowPage(FollowPages.Asked(view, ask.Address), view);
    }

    private static async Task<IResult> ShowConfirmAsync(HttpContext context, string token, FollowDesk desk, StatusSite site) =>
        await desk.FindToConfirmAsync(token, context.RequestAborted) is { } follower
            ? Page(context, site, follower, view => follower.State == FollowerState.Following ? FollowPages.Confirmed(view, follower, desk.TokenOf(follower)) : FollowPages.Confirm(view, follower, token))
            : NoLink(context, site);

    private static async Task<IResult> ConfirmAsync(HttpContext context, string token, FollowDesk desk, StatusSite site) =>
        await desk.ConfirmAsync(token, context.RequestAborted) is { } follower
            ? Page(context, site, follower, view => FollowPages.Confirmed(view, follower, desk.TokenOf(follower)))
            : NoLink(context, site);

    private static async Task<IResult> ShowPartsAsync(HttpContext context, string token, FollowDesk desk, StatusSite site) =>
        await desk.FindAsync(token, context.RequestAborted) is { } follower ? Page(context, site, follower, view => FollowPages.Parts(view, follower, token, isSaved: false, [])) : NoLink(context, site);

    private static async Task<IResult> SavePartsAsync(HttpContext context, string token, FollowDesk desk, StatusSite site)
    {
        var form = await FormAsync(context);
        if (await desk.FindAsync(token, context.RequestAborted) is not { } before)
            return NoLink(context, site);
        var view = ViewOf(site, form[FollowHtml.Language]);
        if (FollowRules.Choice([.. form[FollowHtml.Parts].OfType<string>()], view.Whole) is not { } chosen)
            return new FollowPage(FollowPages.Parts(view, before, token, isSaved: false, [new(FollowHtml.Parts, view.Words["followBadPart"])]), view, StatusCodes.Status400BadRequest);
        return await desk.ChangeAsync(token, chosen, view.Words.Language, context.RequestAborted) is { } after
            ? new FollowPage(FollowPages.Parts(view, after, token, isSaved: true, []), view)
            : NoLink(context, site);
    }

    private static async Task<IResult> ShowStopAsync(HttpContext context, string token, FollowDesk desk, StatusSite site) =>
        await desk.FindAsync(token, context.RequestAborted) is { } follower ? Page(context, site, follower, view => FollowPages.Stop(view, follower, token)) : NoLink(context, site);

    // Ended already it is as ended: a mail program that sends it twice is told that it went well.
    private static async Task<IResult> StopAsync(HttpContext context, string token, FollowDesk desk, StatusSite site)
    {
        if (FollowSecret.Read(token) is null)
            return NoLink(context, site);
        var follower = await desk.StopAsync(token, context.RequestAborted);
        var view = ViewOf(site, context.Request.Query[FollowHtml.Language].FirstOrDefault() ?? follower?.Language);
        return new FollowPage(FollowPages.Stopped(view), view);
    }

    private static FollowPage Page(HttpContext context, StatusSite site, Follower follower, Func<StatusView, byte[]> write)
    {
        var view = ViewOf(site, context.Request.Query[FollowHtml.Language].FirstOrDefault() ?? follower.Language);
        return new(write(view), view);
    }

    private static FollowPage NoLink(HttpContext context, StatusSite site)
    {
        var view = ViewOf(site, context.Request.Query[FollowHtml.Language]);
        return new(FollowPages.NoLink(view), view, StatusCodes.Status404NotFound);
    }

    private static async Task<IFormCollection> FormAsync(HttpContext context) => context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;

    private static StatusView ViewOf(StatusSite site, string? language) => site.Current.View([], StatusWords.For(language));

    private static string Shortened(string? typed) => typed is null || typed.Length <= FollowRules.LongestAddress ? typed ?? "" : typed[..FollowRules.LongestAddress];
}

/// <summary>A page for one reader: kept by nobody, found by no search.</summary>
internal sealed class FollowPage(byte[] html, StatusView view, int code = StatusCodes.Status200OK) : IResult
{
    public Task ExecuteAsync(HttpContext context)
    {
        context.Features.Set(new OwnPolicy(StatusFrame.PagePolicy(view.Whole)));
        var response = context.Response;
        response.StatusCode = code;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = html.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Robots-Tag"] = "noindex";
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(html, context.RequestAborted).AsTask();
    }
}
