using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using MissionControl.Web.Account.Circuits;

namespace MissionControl.Web.Account;

/// <summary>
/// One circuit and whoever began it. When they may no longer, or may something else than before, it says nothing more and takes nothing
/// more, not even over a new connection, and its page loads again.
/// </summary>
internal sealed class CircuitWatch(AuthenticationStateProvider whoAsks, CircuitDoors doors, CircuitRoom room) : CircuitHandler, IDisposable
{
    private readonly CancellationTokenSource _over = new();
    private string? _counted;
    private volatile bool _isEnded;

    public ClaimsPrincipal User { get; private set; } = new();

    /// <summary>Cancelled when it is over.</summary>
    public CancellationToken Over => _over.Token;

    /// <summary>There was no room for it: its page is told to load again, and then stands still.</summary>
    public bool IsTooMany { get; private set; }

    public void End()
    {
        _isEnded = true;
        _over.Cancel();
    }

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        User = (await whoAsks.GetAuthenticationStateAsync()).User;
        var caller = CircuitRoom.CallerOf(User);
        if (room.Circuits.TryEnter(caller))
            _counted = caller;
        else
        {
            // Its page may still be made, or it could not be told to go.
            IsTooMany = true;
            await _over.CancelAsync();
        }

        doors.Add(this);
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        doors.Remove(this);
        if (Interlocked.Exchange(ref _counted, null) is { } caller)
            room.Circuits.Leave(caller);
        return Task.CompletedTask;
    }

    /// <exception cref="InvalidOperationException">It is over: the framework ends the circuit.</exception>
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) =>
        context => _isEnded ? throw new InvalidOperationException("The session of this page is over.") : next(context);

    public void Dispose() => _over.Dispose();
}
