using System.Globalization;
using MissionControl.Core.StatusPage.Followers;
using MissionControl.Web.Account;
using MissionControl.Web.Hosting;

namespace MissionControl.Web.StatusPage;

/// <summary>
/// The public status page and its API. They are answered from memory before anything else of the app is asked: no session, no limit, no
/// database, no circuit stands before them.
/// </summary>
internal static class StatusEndpoints
{
    public const string Reveals = "what the organisation tells the public: components, their state, public updates of incidents, planned work";

    private static readonly (string Address, StatusKind Kind)[] _fixed =
    [
        ("/status", StatusKind.Page),
        (FollowLinks.Form, StatusKind.Follow),
        ("/status/history", StatusKind.History),
        ("/status/history.atom", StatusKind.Atom),
        ("/status/history.rss", StatusKind.Rss),
        ("/status/planned.ics", StatusKind.Calendar),
        ("/status/badge.svg", StatusKind.Badge),
        .. StatuspageJson.Addresses.Select(static answer => ("/" + answer.Path, answer.Kind)),
    ];

    public static void MapStatusPage(this WebApplication app) => Map(app, _fixed);

    /// <summary>Where there is nothing else, the page is also at the top.</summary>
    public static void MapStatusPageAlone(this WebApplication app) => Map(app, [("/", StatusKind.Page), .. _fixed]);

    private static void Map(WebApplication app, (string Address, StatusKind Kind)[] addresses)
    {
        var (site, feed, strict) = (app.Services.GetRequiredService<StatusSite>(), app.Services.GetRequiredService<SnapshotFeed>(), !app.Environment.IsDevelopment());
        var open = app.MapGroup("").OpenToAnyone(Reveals);
        open.AnswerHead();
        open.ShortCircuit();
        foreach (var (address, kind) in addresses)
            open.MapGet(address, context => AnswerAsync(context, site, StatusKey.Of(kind), strict)).ExcludeFromDescription();
        open.MapGet(SnapshotFeed.Address, context => feed.AnswerAsync(context, strict)).ExcludeFromDescription();
        open.MapGet("/status/incidents/{number}", context => AnswerAsync(context, site, StatusKey.Of(StatusKind.Incident) with { Number = NumberOf(context) }, strict)).ExcludeFromDescription();
        open.MapGet("/status/planned/{number}", context => AnswerAsync(context, site, StatusKey.Of(StatusKind.Planned) with { Number = NumberOf(context) }, strict)).ExcludeFromDescription();
    }

    private static Task AnswerAsync(HttpContext context, StatusSite site, StatusKey key, bool strict)
    {
        var edition = site.Current;
        // One answer for all that are not there, or they would fill what is kept.
        if (key.Number > 0 && !(key.Kind == StatusKind.Planned ? edition.Model.Planned.Any(work => work.Number == key.Number) : edition.Model.Incidents.Any(incident => incident.Number == key.Number)))
            key = key with { Number = 0 };
        if (!context.Request.QueryString.HasValue)
            return (key.Kind == StatusKind.Page ? edition.Usual : edition.Find(key)).SendAsync(context, strict);
        return edition.Find(key.With(context.Request.Query, edition.Model)).SendAsync(context, strict);
    }

    // What is no number is no incident and no planned work.
    private static int NumberOf(HttpContext context) =>
        int.TryParse(context.Request.RouteValues["number"] as string, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
