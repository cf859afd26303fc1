namespace MissionControl.Core.StatusPage;

/// <summary>How the first sentence is coloured.</summary>
public enum Tone
{
    Calm,
    Info,
    Watch,
    Act,
    Unseen,
}

/// <summary>The first sentence of the page: what works, and then what does not, in the words of those who wrote about it. Pure.</summary>
public static class Headline
{
    private const int MostTitles = 2;

    public static string Of(PublicModel model, DateTimeOffset now, StatusWords words)
    {
        if (model.IsStale(now))
            return words["stale"];
        var open = model.Open.Where(static incident => incident.Phase != Incidents.Phase.Monitoring).ToArray();
        var covered = open.SelectMany(static incident => incident.Components).ToHashSet();
        var bad = model.Components.Where(component => component.State >= ComponentState.Checking && !covered.Contains(component.Id)).ToArray();
        return open.Length > 0 || bad.Length > 0 ? OfTrouble(model, open, bad, words) : OfCalm(model, now, words);
    }

    public static Tone ToneOf(PublicModel model, DateTimeOffset now)
    {
        if (model.IsStale(now))
            return Tone.Unseen;
        var open = model.Open.Where(static incident => incident.Phase != Incidents.Phase.Monitoring).Select(static incident => incident.Effect);
        return open.Concat(model.Components.Select(static component => component.State)).DefaultIfEmpty(ComponentState.Unseen).Max() switch
        {
            ComponentState.Down => Tone.Act,
            ComponentState.PartlyDown or ComponentState.Degraded => Tone.Watch,
            ComponentState.Unseen or ComponentState.Checking => Tone.Unseen,
            ComponentState.PlannedWork or ComponentState.Watched => Tone.Info,
            _ => Tone.Calm,
        };
    }

    private static string OfCalm(PublicModel model, DateTimeOffset now, StatusWords words)
    {
        if (model.Components.IsEmpty)
            return words["empty"];
        if (model.Open.Any() || model.Components.Any(static component => component.State == ComponentState.Watched))
            return words["watched"];
        var planned = Names(model.Components, ComponentState.PlannedWork);
        return planned.Length == 0 ? words["allWorking"]
            : Late(model, now) is { Length: > 0 } late ? $"{words.Say("planned", words.List(planned))} {words.Say("plannedLonger", words.List(late))}" : words.Say("planned", words.List(planned));
    }

    private static string[] Late(PublicModel model, DateTimeOffset now) =>
        [.. model.Components.Where(component => component.State == ComponentState.PlannedWork && model.Planned.Any(work => work.IsLate(now) && work.Components.Contains(component.Id))).Select(static component => component.Name)];

    private static string OfTrouble(PublicModel model, PublicIncident[] open, PublicComponent[] bad, StatusWords words)
    {
        var (total, good) = (model.Components.Length, model.Components.Count(static component => component.State < ComponentState.Checking));
        if (open.Length == 0 && bad.Length == total && Names(bad, ComponentState.Unseen).Length == total)
            return words["allUnseen"];
        List<string> said = [];
        if (good * 2 > total)
            said.Add(words["most"]);
        else if (good > 0)
            said.Add(words["some"]);
        said.AddRange(open.Take(MostTitles).Select(static incident => Sentence(incident.Title)));
        if (open.Length > MostTitles)
            said.Add(open.Length == MostTitles + 1 ? words["moreProblem"] : words.Say("moreProblems", open.Length - MostTitles));
        Add(said, bad, ComponentState.Down, "down", "downMore", words);
        Add(said, bad, ComponentState.PartlyDown, "partly", "partly", words);
        Add(said, bad, ComponentState.Degraded, "degraded", "degraded", words);
        Add(said, bad, ComponentState.Checking, "checking", "checking", words);
        Add(said, bad, ComponentState.Unseen, "unseen", "unseenMore", words);
        return string.Join(' ', said);
    }

    private static void Add(List<string> said, IEnumerable<PublicComponent> bad, ComponentState state, string one, string more, StatusWords words)
    {
        var names = Names(bad, state);
        if (names.Length > 0)
            said.Add(words.Say(names.Length == 1 ? one : more, words.List(names)));
    }

    private static string[] Names(IEnumerable<PublicComponent> components, ComponentState state) =>
        [.. components.Where(component => component.State == state).Select(static component => component.Name)];

    private static string Sentence(string title) => title.TrimEnd() is var text && text.EndsWith('.') || text.EndsWith('!') || text.EndsWith('?') ? text : text + ".";
}
