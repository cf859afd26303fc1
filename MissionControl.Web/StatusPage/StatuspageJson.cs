using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using MissionControl.Core.Incidents;
using MissionControl.Core.Maintenance;
using MissionControl.Core.StatusPage;

namespace MissionControl.Web.StatusPage;

/// <summary>
/// The answers of a Statuspage, version 2, for clients that know one. Keys of ours come on top: <c>stale</c>, <c>plain_summary</c>,
/// <c>next_update_by</c>, <c>tell_users</c>. What we cannot see is never <c>operational</c>.
/// </summary>
internal static class StatuspageJson
{
    /// <summary>Where clients ask for what; below the page's own address.</summary>
    public static readonly ImmutableArray<(string Path, StatusKind Kind)> Addresses =
    [
        ("api/v2/summary.json", StatusKind.Summary),
        ("api/v2/status.json", StatusKind.Status),
        ("api/v2/components.json", StatusKind.Components),
        ("api/v2/incidents.json", StatusKind.Incidents),
        ("api/v2/incidents/unresolved.json", StatusKind.Unresolved),
        ("api/v2/scheduled-maintenances.json", StatusKind.Scheduled),
        ("api/v2/scheduled-maintenances/upcoming.json", StatusKind.Upcoming),
        ("api/v2/scheduled-maintenances/active.json", StatusKind.Active),
    ];

    private const string PageId = "status";
    private const int MostIncidents = 50;

    public static byte[] Write(StatusView view, StatusKind kind, string origin)
    {
        using var bytes = new MemoryStream();
        // It is JSON and never part of a page: letters such as £ stay readable.
        using (var json = new Utf8JsonWriter(bytes, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            new Writer(view, json, origin).Write(kind);
        return bytes.ToArray();
    }

    private sealed class Writer(StatusView view, Utf8JsonWriter json, string origin)
    {
        private readonly string[] _groups = [.. view.Model.Components.Select(static component => component.Group).Where(static group => group.Length > 0).Distinct()];

        public void Write(StatusKind kind)
        {
            var model = view.Model;
            json.WriteStartObject();
            WritePage();
            if (kind is StatusKind.Summary or StatusKind.Status)
                WriteStatus();
            if (kind is StatusKind.Summary or StatusKind.Components)
                WriteComponents();
            if (kind is StatusKind.Summary or StatusKind.Unresolved)
                WriteIncidents(model.Open);
            if (kind is StatusKind.Incidents)
                WriteIncidents(model.Incidents.Take(MostIncidents));
            var planned = model.Planned.Where(work => kind switch
            {
                StatusKind.Upcoming => !work.IsOver && work.From > view.Now,
                StatusKind.Active => work.IsGoingOn(view.Now),
                StatusKind.Summary => !work.IsOver,
                _ => true,
            }).Take(MostIncidents);
            if (kind is StatusKind.Summary or StatusKind.Scheduled or StatusKind.Upcoming or StatusKind.Active)
                WritePlanned(planned);
            json.WriteEndObject();
        }

        private void WritePage()
        {
            json.WriteStartObject("page");
            json.WriteString("id", PageId);
            json.WriteString("name", view.Name);
            json.WriteString("url", origin + view.Links.Page(StatusWords.Usual.Language));
            json.WriteString("time_zone", view.Zone.Id);
            Time("updated_at", view.Model.At);
            json.WriteEndObject();
        }

        private void WriteStatus()
        {
            var worst = view.Model.Open.Where(static incident => incident.Phase != Phase.Monitoring).Select(static incident => incident.Effect)
                .Concat(view.Model.Components.Select(static component => component.State)).DefaultIfEmpty(ComponentState.Unseen).Max();
            var (indicator, description) = worst switch
            {
                ComponentState.Down => ("critical", "Major Service Outage"),
                ComponentState.PartlyDown => ("major", "Partial System Outage"),
                ComponentState.Degraded or ComponentState.Checking or ComponentState.Unseen => ("minor", "Partially Degraded Service"),
                _ when view.IsStale => ("minor", "Partially Degraded Service"),
                ComponentState.PlannedWork => ("maintenance", "Service Under Maintenance"),
                _ => ("none", "All Systems Operational"),
            };
            json.WriteStartObject("status");
            json.WriteString("indicator", indicator);
            json.WriteString("description", description);
            json.WriteString("plain_summary", Headline.Of(view.Model, view.Now, view.Words));
            json.WriteBoolean("stale", view.IsStale);
            json.WriteEndObject();
        }

        private void WriteComponents()
        {
            json.WriteStartArray("components");
            var position = 0;
            foreach (var component in view.Model.Components)
                WriteComponent(component, ++position);
            for (var group = 0; group < _groups.Length; group++)
                WriteGroup(group, ++position);
            json.WriteEndArray();
        }

        private void WriteComponent(PublicComponent component, int position)
        {
            var group = Array.IndexOf(_groups, component.Group);
            WriteLine(component.Id, component.Name, StatusOf(component.State), position, component.Since);
            json.WriteString("description", component.Description.Length > 0 ? component.Description : null);
            json.WriteString("group_id", group < 0 ? null : GroupId(group));
            json.WriteBoolean("group", false);
            json.WriteBoolean("stale", view.IsStale || component.State == ComponentState.Unseen);
            json.WriteEndObject();
        }

        private void WriteGroup(int group, int position)
        {
            var members = view.Model.Components.Where(component => component.Group == _groups[group]).ToArray();
            WriteLine(GroupId(group), _groups[group], StatusOf(members.Max(static member => member.State)), position, null);
            json.WriteNull("description");
            json.WriteNull("group_id");
            json.WriteBoolean("group", true);
            json.WriteStartArray("components");
            foreach (var member in members)
                json.WriteStringValue(member.Id);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        private void WriteLine(string id, string name, string status, int position, DateTimeOffset? since)
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("name", name);
            json.WriteString("status", status);
            Time("created_at", since ?? view.Model.At);
            Time("updated_at", since ?? view.Model.At);
            json.WriteNumber("position", position);
            json.WriteBoolean("showcase", true);
            json.WriteNull("start_date");
            json.WriteString("page_id", PageId);
            json.WriteBoolean("only_show_if_degraded", false);
        }

        private void WriteIncidents(IEnumerable<PublicIncident> incidents)
        {
            json.WriteStartArray("incidents");
            foreach (var incident in incidents)
                WriteIncident(incident);
            json.WriteEndArray();
        }

        private void WriteIncident(PublicIncident incident)
        {
            var id = Id(incident);
            DateTimeOffset? monitoring = incident.Updates.LastOrDefault(static update => update.Phase == Phase.Monitoring)?.At;
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("name", incident.Title);
            json.WriteString("status", Lower(incident.Phase));
            Time("created_at", incident.Began);
            Time("updated_at", incident.Updates[0].CorrectedAt ?? incident.Updates[0].At);
            Time("monitoring_at", monitoring);
            Time("resolved_at", incident.Ended);
            json.WriteString("impact", incident.Effect switch { ComponentState.Down => "critical", ComponentState.PartlyDown => "major", _ => "minor" });
            json.WriteString("shortlink", origin + view.Links.Incident(incident.Number, StatusWords.Usual.Language));
            Time("started_at", incident.Began);
            json.WriteString("page_id", PageId);
            Time("next_update_by", incident.NextBy);
            json.WriteString("tell_users", incident.TellUsers.Length > 0 ? incident.TellUsers : null);
            json.WriteStartArray("incident_updates");
            foreach (var update in incident.Updates)
                WriteUpdate(new(id, $"{id}-{update.Number}", Lower(update.Phase), update.Text, update.At, update.WrittenAt ?? update.At, update.CorrectedAt ?? update.WrittenAt ?? update.At));
            json.WriteEndArray();
            WriteAbout(incident.Components);
            json.WriteEndObject();
        }

        private void WriteUpdate(Said said)
        {
            json.WriteStartObject();
            json.WriteString("id", said.Id);
            json.WriteString("status", said.Status);
            json.WriteString("body", said.Text);
            json.WriteString("incident_id", said.Of);
            Time("created_at", said.Written);
            Time("updated_at", said.Moved);
            Time("display_at", said.At);
            json.WriteNull("affected_components");
            json.WriteBoolean("deliver_notifications", true);
            json.WriteNull("custom_tweet");
            json.WriteNull("tweet_id");
            json.WriteEndObject();
        }

        private void WritePlanned(IEnumerable<PlannedWork> planned)
        {
            json.WriteStartArray("scheduled_maintenances");
            foreach (var work in planned)
                WritePlanned(work);
            json.WriteEndArray();
        }

        private void WritePlanned(PlannedWork work)
        {
            var id = $"planned-{work.Number}";
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("name", work.Title);
            json.WriteString("status", work.IsOver ? "completed" : work.IsGoingOn(view.Now) ? "in_progress" : "scheduled");
            Time("created_at", work.Notices[^1].At);
            Time("updated_at", work.Notices[0].At);
            json.WriteNull("monitoring_at");
            Time("resolved_at", work.Ended);
            json.WriteString("impact", "maintenance");
            json.WriteString("shortlink", origin + view.Links.Planned(work.Number, StatusWords.Usual.Language));
            Time("started_at", work.From);
            json.WriteString("page_id", PageId);
            Time("scheduled_for", work.From);
            Time("scheduled_until", work.To);
            json.WriteBoolean("cancelled", work.IsCancelled);
            json.WriteBoolean("late", work.IsLate(view.Now));
            json.WriteStartArray("incident_updates");
            foreach (var notice in work.Notices)
                WriteUpdate(new(id, $"{id}-{notice.Number}", StatusOf(notice), PlannedWords.Body(view, notice), notice.At, notice.At, notice.At));
            json.WriteEndArray();
            WriteAbout(work.Components);
            json.WriteEndObject();
        }

        private static string StatusOf(PlannedNotice notice) => notice.Kind switch
        {
            NoticeKind.Ended or NoticeKind.Cancelled => "completed",
            _ when notice.At >= notice.From => "in_progress",
            _ => "scheduled",
        };

        private void WriteAbout(IEnumerable<string> components)
        {
            json.WriteStartArray("components");
            foreach (var id in components)
                if (view.Model.Components.FirstOrDefault(component => component.Id == id) is { } component)
                    WriteComponent(component, view.Model.Components.IndexOf(component) + 1);
            json.WriteEndArray();
        }

        private string StatusOf(ComponentState state) => state switch
        {
            ComponentState.Down => "major_outage",
            ComponentState.PartlyDown => "partial_outage",
            ComponentState.Degraded or ComponentState.Checking or ComponentState.Unseen => "degraded_performance",
            _ when view.IsStale => "degraded_performance",
            ComponentState.PlannedWork => "under_maintenance",
            _ => "operational",
        };

        private void Time(string name, DateTimeOffset? at)
        {
            if (at is { } moment)
                json.WriteString(name, moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
            else
                json.WriteNull(name);
        }

        private static string GroupId(int group) => $"group-{group + 1}";

        private static string Id(PublicIncident incident) => $"incident-{incident.Number}";

        private static string Lower(Phase phase) => phase.ToString().ToLowerInvariant();

        /// <summary>A word about an incident or planned work.</summary>
        private sealed record Said(string Of, string Id, string Status, string Text, DateTimeOffset At, DateTimeOffset Written, DateTimeOffset Moved);
    }
}
