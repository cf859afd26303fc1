using Microsoft.EntityFrameworkCore;

namespace MissionControl.Core.Storage.Bpms;

/// <summary>The short keys that stand for BPMs.</summary>
internal static class BpmKeys
{
    /// <summary>Those of all BPMs that are known; these ones are, once this is saved.</summary>
    public static async Task<Dictionary<string, int>> ForAsync(MissionContext context, IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var keys = await context.Set<BpmRow>().AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.Key, cancellationToken);
        BpmRow[] added = [.. ids.Distinct().Where(id => !keys.ContainsKey(id)).Select(id => new BpmRow { Id = id })];
        context.AddRange(added.AsEnumerable<object>());
        await context.SaveChangesAsync(cancellationToken);
        foreach (var row in added)
            keys.Add(row.Id, row.Key);
        return keys;
    }
}
