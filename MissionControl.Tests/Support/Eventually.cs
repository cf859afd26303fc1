namespace MissionControl.Tests.Support;

/// <summary>Waits for what other threads or processes bring about: looks again and again, with one deadline over all.</summary>
public static class Eventually
{
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(10);

    public static Task Holds(Func<bool> condition) => Holds(() => Task.FromResult(condition()));

    public static async Task Holds(Func<Task<bool>> condition)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < _deadline, "What was waited for did not come about in time.");
            await Task.Delay(_look, TimeProvider.System);
        }
    }
}
