using MissionControl.Core.Board;

namespace MissionControl.Web.Incidents;

/// <summary>What the timeline calls whom and what it knows by id; what the catalog does not know any more keeps its id. Pure.</summary>
/// <param name="Person">Of somebody, as the journal names them.</param>
public sealed record EntryNames(Func<string, string> Person, Definitions Definitions)
{
    public string Service(string id) => Definitions.Services.FirstOrDefault(service => service.Id == id)?.Name ?? id;

    public string Runbook(string id) => Definitions.Runbooks.GetValueOrDefault(id)?.Title ?? id;

    /// <summary>Of lines of the status page, "Sign-in, Search".</summary>
    public string Components(IEnumerable<string> ids) => string.Join(", ", ids.Select(id => Definitions.Components.FirstOrDefault(component => component.Id == id)?.Name ?? id));
}
