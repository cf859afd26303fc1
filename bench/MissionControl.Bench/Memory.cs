namespace MissionControl.Bench;

/// <summary>A server's resident and managed memory after everything that can go has gone.</summary>
internal static class Memory
{
    public static string Settled()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return $"{Environment.WorkingSet} {GC.GetTotalMemory(forceFullCollection: true)}";
    }
}
