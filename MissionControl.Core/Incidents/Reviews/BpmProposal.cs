using System.Text;
using MissionControl.Core.Board;

namespace MissionControl.Core.Incidents.Reviews;

/// <summary>An entry for the catalog, for a BPM that would have shown an incident: to be finished by somebody who knows. Pure.</summary>
public static class BpmProposal
{
    private const int LongestId = 40;

    public static string Write(Incident incident, Definitions definitions)
    {
        var services = incident.Services.Where(id => definitions.Services.Any(service => service.Id == id)).ToArray();
        var service = definitions.Services.FirstOrDefault(one => one.Id == services.FirstOrDefault());
        // A sister BPM knows where the numbers of that service come from.
        var sister = definitions.Bpms.FirstOrDefault(bpm => bpm.Services.Any(services.Contains)) ?? definitions.Bpms.FirstOrDefault();
        var id = Free(IdOf(service is null ? incident.Title : service.Id + "-success"), definitions);
        var name = service is null ? OneLine.Of(incident.Title, 60) : service.Name + " success";
        var yaml = new StringBuilder();
        yaml.Append("bpms:\n");
        Line("- id", id);
        Line("  name", Quoted(name));
        Line("  means", Quoted("Of those who try, the share that gets what they came for."));
        Line("  kind", "ratio");
        Line("  source", sister?.Source ?? "REPLACE");
        Line("  numerator", Quoted("REPLACE: what counts those who succeed"));
        Line("  denominator", Quoted("REPLACE: what counts those who try"));
        Line("  unit", "\"%\"");
        Line("  band", "{ kind: seasonal, width: 95% }");
        Line("  hurts", "below");
        Line("  patience", "5m");
        Line("  minimumVolume", "30");
        Line("  counts", "people");
        Line("  countedOver", "5m");
        Line("  tier", incident.Severity <= Severity.Sev2 ? "critical" : "important");
        if ((service?.Owner ?? sister?.Owner) is { Length: > 0 } owner)
            Line("  owner", Quoted(owner));
        Line("  audiences", "[Responder, ProductLead]");
        if (services.Length > 0)
            Line("  services", $"[{string.Join(", ", services)}]");
        return yaml.ToString();

        void Line(string key, string value) => yaml.Append("  ").Append(key).Append(": ").Append(value).Append('\n');
    }

    private static string Quoted(string text) => $"\"{OneLine.Of(text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string IdOf(string text)
    {
        var id = new StringBuilder();
        foreach (var letter in text.ToLowerInvariant())
            if (char.IsAsciiLetterOrDigit(letter))
                id.Append(letter);
            else if (id.Length > 0 && id[^1] != '-')
                id.Append('-');
        if (id.Length > LongestId)
            id.Length = LongestId;
        var kept = id.ToString().Trim('-');
        return kept.Length == 0 ? "new-bpm" : kept;
    }

    private static string Free(string id, Definitions definitions)
    {
        var free = id;
        for (var next = 2; definitions.FindBpm(free) is not null; next++)
            free = $"{id}-{next}";
        return free;
    }
}
