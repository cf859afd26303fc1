using System.Collections.Concurrent;
using System.Security.Claims;
using MissionControl.Web.Account.Circuits;

namespace MissionControl.Web.Account;

/// <summary>
/// The circuits and their connections: each is ended when whoever opened it may no longer, or may something else than before. A new
/// one is asked who it is again. Thread-safe.
/// </summary>
internal sealed partial class CircuitDoors(SessionBook sessions, WallBook walls, CircuitRoom room, TimeProvider clock, ILogger<CircuitDoors> logger) : BackgroundService
{
    private const string Circuits = "/_blazor";
    private static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<HttpContext, ClaimsPrincipal> _open = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<HttpContext, bool> _told = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<CircuitWatch, bool> _circuits = new();
    private readonly ILogger _logger = logger;

    public void Add(CircuitWatch circuit) => _circuits[circuit] = true;

    public void Remove(CircuitWatch circuit) => _circuits.TryRemove(circuit, out _);

    public async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments(Circuits, StringComparison.OrdinalIgnoreCase))
        {
            await next(context);
            return;
        }

        var caller = IsLine(context) ? CircuitRoom.CallerOf(context.User) : null;
        if (caller is not null && !room.Connections.TryEnter(caller))
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "60";
            return;
        }

        _open[context] = context.User;
        try
        {
            await next(context);
        }
        finally
        {
            if (caller is not null)
                room.Connections.Leave(caller);
            _open.TryRemove(context, out _);
            _told.TryRemove(context, out _);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Rhythm, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var circuit in _circuits.Keys)
                if (circuit.IsTooMany || !await MayStayAsync(circuit.User, stoppingToken))
                    End(circuit);
            foreach (var (context, user) in _open)
                if (!await MayStayAsync(user, stoppingToken))
                    Close(context);
        }
    }

    // What keeps a circuit talking, for as long as it talks; what is beside it is a question and an answer.
    private static bool IsLine(HttpContext context) =>
        context.Request.Path.Equals(Circuits, StringComparison.OrdinalIgnoreCase) && !HttpMethods.IsPost(context.Request.Method) && !HttpMethods.IsDelete(context.Request.Method);

    /// <summary>At the second time: its page is told first, and mostly leaves by itself.</summary>
    private void Close(HttpContext context)
    {
        if (!_told.TryAdd(context, true))
            context.Abort();
    }

    private void End(CircuitWatch circuit)
    {
        Remove(circuit);
        circuit.End();
    }

    private async Task<bool> MayStayAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        try
        {
            if (user.FindSessionSecret() is { } secret)
            {
                if (await sessions.FindAsync(secret, cancellationToken) is not { } known || known.Person.Role != user.FindRole())
                    return false;
                // A page that is open is looked at: its session does not idle out under it.
                await sessions.TouchAsync(secret, known, cancellationToken);
                return true;
            }

            return user.FindFirst(WallHandler.SecretClaim)?.Value is not { } wall || await walls.FindAsync(wall, cancellationToken) is not null;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // The edge of a loop: who is in stays in while the storage does not answer, for the board is needed most then.
            LogUnchecked(failure);
            return true;
        }
    }

    [LoggerMessage(EventName = "CircuitUnchecked", Level = LogLevel.Warning, Message = "Whether an open page may stay open could not be checked; it stays")]
    private partial void LogUnchecked(Exception failure);
}
