using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Timeline;

namespace MissionControl.Tests.Support.StatusPage;

/// <summary>An incident, event by event. Its own title is what nobody outside may read.</summary>
internal sealed class IncidentBuilder
{
    private Incident _incident;

    public IncidentBuilder(int number, Severity severity, DateTimeOffset at)
    {
        Declared declared = new("identity-db failover", severity, [], ["identity"], at, at, IsPrivate: false);
        _incident = Incident.Begin(new(number, 1, at, at, "person-1", Guid.Empty, declared));
    }

    public IncidentBuilder Does(TimelineEvent what, DateTimeOffset at) => Does(what, at, at);

    public IncidentBuilder Does(TimelineEvent what, DateTimeOffset at, DateTimeOffset writtenAt)
    {
        _incident = _incident.With(new(_incident.Number, _incident.Last + 1, at, writtenAt, "person-1", Guid.NewGuid(), what));
        return this;
    }

    public IncidentBuilder Says(Phase phase, string text, DateTimeOffset at, DateTimeOffset? nextBy = null, string title = "Some people cannot sign in", string tell = "", string component = "sign-in") =>
        Does(new Updated(title, text, tell, phase, nextBy, component.Length == 0 ? [] : [component]), at);

    public Incident Build() => _incident;
}
