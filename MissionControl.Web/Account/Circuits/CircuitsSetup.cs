namespace MissionControl.Web.Account.Circuits;

internal static class CircuitsSetup
{
    /// <summary>Live pages, within limits.</summary>
    public static void AddCircuits(this IRazorComponentsBuilder pages, CircuitLimits limits)
    {
        pages.Services.AddSingleton(limits);
        pages.AddInteractiveServerComponents(circuits =>
        {
            circuits.DisconnectedCircuitMaxRetained = limits.Retained;
            circuits.DisconnectedCircuitRetentionPeriod = CircuitLimits.Patience;
        }).AddHubOptions(static hub =>
        {
            hub.MaximumReceiveMessageSize = CircuitLimits.LargestMessage;
            hub.MaximumParallelInvocationsPerClient = CircuitLimits.MessagesAtOnce;
        });
    }
}
