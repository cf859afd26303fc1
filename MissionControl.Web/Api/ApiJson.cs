using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MissionControl.Web.Api.Alerts;
using MissionControl.Web.Api.Alerts.Groups;
using MissionControl.Web.Api.Incidents;
using MissionControl.Web.Api.Doors;
using MissionControl.Web.Api.Intake;
using MissionControl.Web.Api.Runbooks;

namespace MissionControl.Web.Api;

/// <summary>How the API writes JSON: camel case, enums as their names, times in UTC with Z, unknown as null.</summary>
internal static class ApiJson
{
    // Letters such as £ stay readable: answers are JSON and never part of a page.
    public static ApiJsonContext Context { get; } =
        new(new JsonSerializerOptions(ApiJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = Hosting.RequestLimits.JsonDepth });
}

/// <summary>Generated. Use it through <see cref="ApiJson"/>.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(BoardJson))]
[JsonSerializable(typeof(ImmutableArray<BpmJson>))]
[JsonSerializable(typeof(HistoryAnswer))]
[JsonSerializable(typeof(ImmutableArray<ListedAlert>))]
[JsonSerializable(typeof(ChangeJson))]
[JsonSerializable(typeof(ImmutableArray<RunbookAnswer>))]
[JsonSerializable(typeof(ChangesAnswer))]
[JsonSerializable(typeof(PagerDutyAnswer))]
[JsonSerializable(typeof(PushAnswer))]
[JsonSerializable(typeof(ImmutableArray<ServiceDetailJson>))]
[JsonSerializable(typeof(ServiceHealthAnswer))]
[JsonSerializable(typeof(ImmutableArray<SampleBody>))]
[JsonSerializable(typeof(ChangeTold))]
[JsonSerializable(typeof(PagerDutyEvent))]
[JsonSerializable(typeof(AlertGroupsAnswer))]
[JsonSerializable(typeof(AlertsTakenAnswer))]
[JsonSerializable(typeof(ChangesTakenAnswer))]
[JsonSerializable(typeof(AlertmanagerMessage))]
[JsonSerializable(typeof(GrafanaMessage))]
[JsonSerializable(typeof(AlarmEventMessage))]
[JsonSerializable(typeof(AuditAnswer))]
[JsonSerializable(typeof(System.Text.Json.Nodes.JsonObject))]
[JsonSerializable(typeof(IncidentsAnswer))]
[JsonSerializable(typeof(IncidentAnswer))]
[JsonSerializable(typeof(IncidentTold))]
[JsonSerializable(typeof(NoteTold))]
[JsonSerializable(typeof(IncidentKept))]
[JsonSerializable(typeof(Problem))]
internal sealed partial class ApiJsonContext : JsonSerializerContext;
