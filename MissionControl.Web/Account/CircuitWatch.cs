using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace MissionControl.Web.Account;

/// <summary>
/// One circuit and whoever began it. When they may no longer, or may something else than before, it says nothing more and takes nothing
/// more, not even over a new connection, and its page loads again.
/// </summary>
internal sealed class CircuitWatch(AuthenticationStateProvider whoAsks, CircuitDoors doors) : CircuitHandler, IDisposable
{
    private readonly CancellationTokenSource _over = new();

    public ClaimsPrincipal User { get; private set; } = new();

    /// <summary>Cancelled when it is over.</summary>
    public CancellationToken Over => _over.Token;

    public void End() => _over.Cancel();

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        User = (await whoAsks.GetAuthenticationStateAsync()).User;
        doors.Add(this);
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        doors.Remove(this);
        return Task.CompletedTask;
    }

    /// <exception cref="InvalidOperationException">It is over: the framework ends the circuit.</exception>
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) =>
        context => _over.IsCancellationRequested ? throw new InvalidOperationException("The session of this page is over.") : next(context);

    public void Dispose() => _over.Dispose();
}
