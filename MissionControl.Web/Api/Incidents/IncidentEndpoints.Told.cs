using System.Collections.Immutable;
using MissionControl.Core.Incidents;
using MissionControl.Web.Api.Documents;

namespace MissionControl.Web.Api.Incidents;

internal static partial class IncidentEndpoints
{
    private const string Person = "person:0193a5b2-1111-7a3e-8f1d-2c3b4a596877";

    private static readonly Guid _image = new("0193a5b2-7d5c-7a3e-8f1d-2c3b4a596879");

    private static readonly DateTimeOffset _now = new(2026, 11, 21, 2, 4, 0, TimeSpan.Zero);

    private static readonly IncidentAnswer _incident = new(
        31, "Some people cannot sign in", 2, Phase.Identified, true, false, null, ImmutableSortedDictionary<IncidentRole, string>.Empty.Add(IncidentRole.Commander, Person),
        new(_now.AddMinutes(-12), _now.AddMinutes(-10), _now, null, null, null), [], _now.AddMinutes(26), ["identity"],
        [new(EvidenceKind.Tile, "sign-in-success", "Sign-in success: 41 % against 62 to 78 %", _now.AddMinutes(-12))],
        [new("To detect", "2 min")], [new("An alert on refused tokens", Person, new(2026, 12, 1), false)], [new("What helped", "The runbook for sign-in failures.", Person, _now.AddDays(1))],
        [new(_image, 5, ImageAddress(31, _image), "Sign-ins since 01:30", 640, 480, false)],
        [new(4, _now.AddMinutes(8), _now.AddMinutes(8), Person, "decision", "Roll back identity-web to 4.17.3", null, null, new("Disable single sign-on", "Deploy 4.18.0 again"), null, false, null)], 6);

    private static readonly Told _list = new("listIncidents", "Incidents, the newest first")
    {
        Words = "Private ones are left out for whoever was not asked in, and for every token.",
        Asks = [Asked.Limit(UsualLimit, MostLimit), Asked.After("the next of the page before", "31")],
        IsTagged = true,
        IsPaged = true,
        Answers = [Given.Json("A page of incidents.", new IncidentsAnswer([new(31, "Some people cannot sign in", 2, Phase.Identified, true, _now, null, null)], null), ApiJson.Context.IncidentsAnswer)],
    };

    private static readonly Told _one = new("getIncident", "One incident with its timeline")
    {
        Words = "Who did what, by id; what people wrote, as they wrote it; the review; and where its pictures are.",
        Asks = [Asked.Text("number", "Of an incident.", "1", 9)],
        IsTagged = true,
        Answers = [Given.Json("The incident.", _incident, ApiJson.Context.IncidentAnswer)],
    };

    private static readonly Told _markdown = new("getIncidentDocument", "One incident as a document")
    {
        Words = "To keep or to send on. With names, so it is not for the public.",
        Asks = [Asked.Text("number", "Of an incident.", "1", 9)],
        IsTagged = true,
        Answers = [Given.Text("Markdown.", "text/markdown", "# Incident 31: Some people cannot sign in\n")],
    };

    private static readonly Told _declare = new("declareIncident", "Declare an incident")
    {
        Words = "With a BPM, its tile, its alerts and what changed before come along. Sent again under the same key it is the same incident, so retries are safe. A token that declares many in a short time is told 429: one fault is one incident.",
        Refuses = [StatusCodes.Status429TooManyRequests],
        Takes = [Sent.Json("incident", new IncidentTold("Some people cannot sign in", 2, "sign-in-success", new("0193a5b2-7d5c-7a3e-8f1d-2c3b4a596877")), ApiJson.Context.IncidentTold)],
        Answers = [Given.Json("It is kept.", new IncidentKept(31, 1), ApiJson.Context.IncidentKept)],
    };

    private static readonly Told _note = new("writeNote", "Write a note into an incident")
    {
        Words = "Everybody in the room sees it at once. Sent again under the same key it is there once, so retries are safe.",
        Asks = [Asked.Text("number", "Of an incident.", "1", 9)],
        Takes = [Sent.Json("note", new NoteTold("38 % of sign-ins recovered on the first two nodes", null, new("0193a5b2-7d5c-7a3e-8f1d-2c3b4a596878")), ApiJson.Context.NoteTold)],
        Answers = [Given.Json("It is kept.", new IncidentKept(31, 5), ApiJson.Context.IncidentKept)],
    };
}
