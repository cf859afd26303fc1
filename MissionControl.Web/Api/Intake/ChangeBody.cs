using System.Collections.Immutable;
using System.Text.Json;
using MissionControl.Core;
using MissionControl.Core.Changes;

namespace MissionControl.Web.Api.Intake;

/// <summary>A change in either of the two shapes we are told it in.</summary>
/// <param name="IsPagerDutys">The second: https://developer.pagerduty.com/docs/send-change-events.</param>
/// <param name="Problems">What cannot be read.</param>
internal sealed record ChangeBody(ChangeDraft Draft, bool IsPagerDutys, ImmutableArray<FieldProblem> Problems)
{
    // Where each of our fields stands in PagerDuty's shape, for problems.
    private static readonly Dictionary<string, string> _theirs = new(StringComparer.Ordinal)
    {
        ["title"] = "payload.summary",
        ["at"] = "payload.timestamp",
        ["by"] = "payload.source",
        ["service"] = "payload.source",
        ["link"] = "links[0].href",
        ["kind"] = "payload.custom_details.kind",
        ["id"] = "payload.custom_details.id",
        ["rollsBack"] = "payload.custom_details.rollsBack",
    };

    /// <param name="services">The catalog's: PagerDuty's <c>source</c> may be one of them.</param>
    public static ChangeBody Read(JsonElement root, IReadOnlyCollection<string> services)
    {
        var problems = ImmutableArray.CreateBuilder<FieldProblem>();
        if (root.ValueKind is not JsonValueKind.Object)
            return new(new(), false, [new("", "The body must be one object.")]);
        var fields = new JsonFields(root, "", problems);
        if (!root.TryGetProperty("payload", out _))
            return new(ReadOurs(fields), false, problems.ToImmutable());
        return new(ReadTheirs(root, fields, services, problems), true, problems.ToImmutable());
    }

    /// <summary>A problem with one of our fields, named as they named it.</summary>
    public FieldProblem Name(FieldProblem problem) =>
        IsPagerDutys && _theirs.TryGetValue(problem.Field, out var theirs) ? problem with { Field = theirs } : problem;

    private static ChangeDraft ReadOurs(JsonFields fields)
    {
        fields.Allow("kind", "title", "service", "at", "until", "by", "link", "id", "rollsBack");
        return new()
        {
            Id = fields.Text("id"),
            Kind = fields.Text("kind"),
            Title = fields.Text("title"),
            Service = fields.Text("service"),
            At = fields.Text("at"),
            Until = fields.Text("until"),
            By = fields.Text("by"),
            Link = fields.Text("link"),
            RollsBack = fields.Text("rollsBack"),
        };
    }

    // {"routing_key": "…", "payload": {"summary": "Build Success", "timestamp": "2026-11-21T02:04:00.000+0000", "source": "ci", "custom_details": {}}, "links": [{"href": "…", "text": "…"}]}
    private static ChangeDraft ReadTheirs(JsonElement root, JsonFields fields, IReadOnlyCollection<string> services, ImmutableArray<FieldProblem>.Builder problems)
    {
        var payload = fields.Fields("payload");
        var details = payload?.Fields("custom_details");
        var source = payload?.Text("source");
        var isService = source is not null && services.Contains(source);
        return new()
        {
            Id = details?.Text("id"),
            Kind = details?.Text("kind") ?? nameof(ChangeKind.Deploy),
            Title = payload?.Text("summary") is { } summary ? OneLine.Of(summary, ChangeRules.LongestTitle) : null,
            Service = details?.Text("service") ?? (isService ? source : null),
            At = payload?.Text("timestamp"),
            By = source is null || isService ? null : OneLine.Of(source, ChangeRules.LongestBy),
            Link = FirstLink(root, problems),
            RollsBack = details?.Text("rollsBack"),
        };
    }

    private static string? FirstLink(JsonElement root, ImmutableArray<FieldProblem>.Builder problems)
    {
        if (!root.TryGetProperty("links", out var links) || links.ValueKind is JsonValueKind.Null)
            return null;
        if (links.ValueKind is JsonValueKind.Array && links.GetArrayLength() == 0)
            return null;
        if (links.ValueKind is JsonValueKind.Array && links[0].ValueKind is JsonValueKind.Object)
            return new JsonFields(links[0], "links[0].", problems).Text("href");
        problems.Add(new("links", "This must be a list of objects with an href."));
        return null;
    }
}
