using MissionControl.Core.Catalog.Yaml;

namespace MissionControl.Core.Catalog.Sections;

/// <summary>Finds services that need each other in a circle. Without recursion: a chain may be as long as a file.</summary>
internal static class ServiceCircles
{
    public static void Check(IReadOnlyList<PlacedService> services, Problems problems)
    {
        var byId = services.DistinctBy(placed => placed.Service.Id).ToDictionary(placed => placed.Service.Id);
        var done = new HashSet<string>();
        foreach (var start in services.Where(placed => !done.Contains(placed.Service.Id)))
            Walk(start.Service.Id, byId, done, problems);
    }

    private static void Walk(string start, Dictionary<string, PlacedService> byId, HashSet<string> done, Problems problems)
    {
        var path = new List<string>();
        var onPath = new HashSet<string>();
        var next = new Stack<Queue<string>>();
        Enter(start);
        while (next.TryPeek(out var needs))
        {
            if (!needs.TryDequeue(out var needed))
            {
                next.Pop();
                done.Add(path[^1]);
                onPath.Remove(path[^1]);
                path.RemoveAt(path.Count - 1);
            }
            else if (onPath.Contains(needed))
            {
                problems.Add(byId[path[^1]].DependsOn, () => $"services need each other in a circle: {string.Join(" → ", path[path.IndexOf(needed)..])} → {needed}");
            }
            else if (byId.ContainsKey(needed) && !done.Contains(needed))
            {
                Enter(needed);
            }
        }

        void Enter(string id)
        {
            path.Add(id);
            onPath.Add(id);
            next.Push(new Queue<string>(byId[id].Service.DependsOn));
        }
    }
}
