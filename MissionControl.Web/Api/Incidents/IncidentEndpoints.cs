using System.Collections.Immutable;
using System.Globalization;
using MissionControl.Core;
using MissionControl.Core.Alerts;
using MissionControl.Core.Board;
using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Core.People;
using MissionControl.Web.Account;
using MissionControl.Web.Api.Documents;
using MissionControl.Web.Api.Intake;
using MissionControl.Web.Hosting;
using MissionControl.Web.Incidents;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Api.Incidents;

/// <summary>Incidents, for machines: asked for, declared, and notes written into them. Private ones are there for their members only, and for no token.</summary>
internal static partial class IncidentEndpoints
{
    /// <summary>The largest body, in bytes.</summary>
    public const int MostBytes = 128 * 1024;

    private const int UsualLimit = 50;
    private const int MostLimit = 200;
    private const string Address = "/incidents";

    public static void MapIncidents(this RouteGroupBuilder reading)
    {
        reading.MapGet(Address, ListAsync).Told(_list);
        reading.MapGet(Address + "/{number}", OneAsync).Told(_one);
        reading.MapGet(Address + "/{number}.md", MarkdownAsync).Told(_markdown);
        // Bytes under an address that the incident's own answer gives: nobody builds it, so the document does not tell of it.
        reading.MapGet(Address + "/{number}/images/{id}", ImageAsync).WithMetadata(ImageEndpoints.Nothing).ExcludeFromDescription();
    }

    /// <summary>Where the bytes of a picture are.</summary>
    internal static string ImageAddress(int incident, Guid image) => $"/api/v1{Address}/{incident.ToString(CultureInfo.InvariantCulture)}/images/{image}";

    public static void MapDeclaring(this RouteGroupBuilder api)
    {
        api.MapPost(Address, static (HttpContext context, IntakeGate gate, IncidentDesk desk, BoardFeed board, AlertFeed alerts) => gate.EnterAsync(context, () => DeclareAsync(context, desk, board, alerts)))
            .Needs(Scope.IncidentsWrite).RequireRateLimiting(RateLimits.Declare).TakesUpTo(RequestLimits.IntakeBody).Told(_declare);
        api.MapPost(Address + "/{number}/notes", static (string number, HttpContext context, IntakeGate gate, IncidentDesk desk, IncidentFeed feed, IIncidentStore store) => gate.EnterAsync(context, () => NoteAsync(number, context, desk, feed, store)))
            .Needs(Scope.IncidentsWrite).RequireRateLimiting(RateLimits.Intake).TakesUpTo(RequestLimits.IntakeBody).Told(_note);
    }

    private static async Task<IResult> ListAsync(string? after, string? limit, HttpContext context, IIncidentStore store)
    {
        var errors = ImmutableArray.CreateBuilder<FieldProblem>();
        int? before = null;
        if (after is not null && int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var last))
            before = last;
        else if (after is not null)
            errors.Add(new("after", "This is no next of a page."));
        var most = UsualLimit;
        if (limit is not null && (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out most) || most is < 1 or > MostLimit))
            errors.Add(new("limit", $"This must be a number from 1 to {MostLimit}."));
        if (errors.Count > 0)
            return Problems.Invalid(errors);
        var found = await store.SearchAsync(before, [], most + 1, context.User.IncidentSight(), context.RequestAborted);
        var page = found.Take(most).Select(IncidentLineAnswer.From).ToImmutableArray();
        var next = found.Length > most ? found[most - 1].Number.ToString(CultureInfo.InvariantCulture) : null;
        Paging.LinkNext(context, next);
        return Tagged.Json(context, new IncidentsAnswer(page, next), ApiJson.Context.IncidentsAnswer);
    }

    private static async Task<IResult> OneAsync(string number, HttpContext context, IncidentFeed feed, IIncidentStore store, BoardFeed board) =>
        await FindAsync(number, context, feed, store) is { } incident
            ? Tagged.Json(context, IncidentAnswer.From(incident, entry => EntryWords.Act(entry, incident, new(static actor => actor, board.Current.Definitions))), ApiJson.Context.IncidentAnswer)
            : Gone();

    private static async Task<IResult> MarkdownAsync(string number, HttpContext context, IncidentFeed feed, IIncidentStore store, IActorNames names, BoardFeed board, BoardTag tags)
    {
        if (await FindAsync(number, context, feed, store) is not { } incident)
            return Gone();
        var known = await names.FindAsync([.. incident.Timeline.Select(static entry => entry.Logged.By).Concat(incident.Members).Distinct()], context.RequestAborted);
        string NameOf(string actor) => actor == "system" ? "Mission Control" : known.GetValueOrDefault(actor, actor.StartsWith("person:", StringComparison.Ordinal) ? "Somebody" : actor);
        var origin = $"{context.Request.Scheme}://{context.Request.Host}";
        var called = new EntryNames(NameOf, board.Current.Definitions);
        return Tagged.As(context, tags.Of(incident.Last), () => Results.Text(
            IncidentMarkdown.Write(incident, NameOf, entry => EntryWords.Act(entry, incident, called), image => origin + ImageAddress(incident.Number, image), board.Current.Definitions)
                + $"\nReview: {origin}{Routes.IncidentReview(incident.Number)}\n",
            "text/markdown", System.Text.Encoding.UTF8));
    }

    private static async Task<IResult> ImageAsync(string number, string id, HttpContext context, IncidentFeed feed, IIncidentStore store) =>
        await FindAsync(number, context, feed, store) is { Number: var one } && Guid.TryParse(id, out var image) && await store.FindImageAsync(one, image, context.RequestAborted) is { } picture
            ? ImageEndpoints.Show(context, one, picture)
            : Problems.NotFound("There is no such picture");

    private static async Task<IResult> DeclareAsync(HttpContext context, IncidentDesk desk, BoardFeed board, AlertFeed alerts)
    {
        using var body = await JsonBody.ReadAsync(context, MostBytes);
        if (body.Document is not { } document)
            return body.Problem!;
        if (Read(document.RootElement, out var problems, "title", "severity", "bpm", "key") is not { } fields)
            return Problems.Invalid(problems);
        var (title, severity, bpm, key) = (fields.Text("title"), fields.Number("severity"), fields.Text("bpm"), KeyOf(fields));
        if (bpm is not null && board.Current.Definitions.FindBpm(bpm) is null)
            fields.Refuse("bpm", "There is no such BPM.");
        if (problems.Count > 0)
            return Problems.Invalid(problems);
        // What happens to be off now is no evidence for what a machine tells us, unless it says what it is about.
        var draft = bpm is null
            ? new Declared("", Severity.Sev4, [], [], null, null, IsPrivate: false)
            : IncidentDraft.From(board.Current, alerts.Current, bpm, null);
        var declared = draft with { Title = title ?? "", Severity = severity is >= 1 and <= 4 && severity == Math.Floor(severity.Value) ? (Severity)(int)severity.Value : default };
        return Answer(context, await desk.DeclareAsync(declared, context.Actor(), key, context.RequestAborted));
    }

    private static async Task<IResult> NoteAsync(string number, HttpContext context, IncidentDesk desk, IncidentFeed feed, IIncidentStore store)
    {
        if (await FindAsync(number, context, feed, store) is not { Number: var one })
            return Gone();
        using var body = await JsonBody.ReadAsync(context, MostBytes);
        if (body.Document is not { } document)
            return body.Problem!;
        if (Read(document.RootElement, out var problems, "text", "at", "key") is not { } fields)
            return Problems.Invalid(problems);
        var (text, at, key) = (fields.Text("text"), fields.Text("at"), KeyOf(fields));
        var when = at is null ? null : Moments.Read(at);
        if (at is not null && when is null)
            fields.Refuse("at", "This must be a time such as 2026-11-21T02:04:00Z.");
        if (problems.Count > 0)
            return Problems.Invalid(problems);
        return Answer(context, await desk.DoAsync(one, new Noted(text ?? ""), context.Actor(), when, key, context.RequestAborted));
    }

    private static IResult Answer(HttpContext context, Core.Incidents.IncidentAnswer answer)
    {
        if (answer.IsUnsaved)
        {
            context.Response.Headers.RetryAfter = IntakeGate.RetrySeconds;
            return Problems.Unready("It could not be saved; send it again under the same key");
        }

        return answer is { IsDone: true, Incident: { } incident } ? Results.Json(new IncidentKept(incident.Number, incident.Last), ApiJson.Context.IncidentKept) : Problems.Invalid(answer.Problems);
    }

    private static JsonFields? Read(System.Text.Json.JsonElement root, out ImmutableArray<FieldProblem>.Builder problems, params string[] names)
    {
        problems = ImmutableArray.CreateBuilder<FieldProblem>();
        if (root.ValueKind is not System.Text.Json.JsonValueKind.Object)
        {
            problems.Add(new("", "The body must be one object."));
            return null;
        }

        var fields = new JsonFields(root, "", problems);
        fields.Allow(names);
        return fields;
    }

    private static Guid KeyOf(JsonFields fields)
    {
        if (fields.Text("key") is not { } text)
            return Guid.NewGuid();
        if (!Guid.TryParse(text, out var key))
            fields.Refuse("key", "This must be a UUID.");
        return key;
    }

    private static async Task<Incident?> FindAsync(string number, HttpContext context, IncidentFeed feed, IIncidentStore store) =>
        Number(number) is { } one ? await context.User.IncidentSight().FindAsync(one, feed, store, context.RequestAborted) : null;

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static IResult Gone() => Problems.NotFound("There is no incident of that number");
}
