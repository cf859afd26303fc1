using System.Runtime.CompilerServices;

namespace MissionControl.Tests.Support;

/// <summary>Waits for what other threads or processes bring about: looks again and again, with one deadline over all.</summary>
public static class Eventually
{
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(10);

    public static Task Holds(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "") => Holds(() => Task.FromResult(condition()), _deadline, what);

    public static Task Holds(Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string what = "") => Holds(condition, _deadline, what);

    /// <param name="within">What is left of the time that a test has for all of it.</param>
    /// <param name="what">As the beginning of a sentence.</param>
    public static async Task Holds(Func<Task<bool>> condition, TimeSpan within, string what)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < within, $"{what}: not in time.");
            await Task.Delay(_look, TimeProvider.System);
        }
    }
}
