using Microsoft.AspNetCore.Components;
using MissionControl.Core.Board;
using MissionControl.Web.Account;

namespace MissionControl.Web.Shared;

/// <summary>
/// Follows the board for one circuit: the newest snapshot always, every snapshot never. Prerendering shows the current one;
/// following starts with the circuit. At most four renders a second, and at least one every ten seconds, so that the page can
/// tell a quiet board from a dead line.
/// </summary>
public abstract class LiveComponent<TView> : ComponentBase, IDisposable
    where TView : class
{
    private static readonly TimeSpan _pace = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan _beat = TimeSpan.FromSeconds(10);
    private static readonly Task _never = new TaskCompletionSource().Task;
    private readonly CancellationTokenSource _leaving = new();
    private long _seen;
    private bool _disposed;

    [Inject]
    public required BoardFeed Feed { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>Whose circuit this is; <see langword="null"/> where there are none.</summary>
    [CascadingParameter]
    internal CircuitWatch? Watch { get; set; }

    protected TView View { get; private set; } = null!;

    /// <summary>When the circuit last said something; the page's script watches it.</summary>
    protected DateTimeOffset AliveAt { get; private set; }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends when something beside the board that this part shows has moved.</summary>
    protected virtual Task NextBesideAsync(CancellationToken cancellationToken) => _never;

    protected abstract TView Map(BoardSnapshot snapshot, DateTimeOffset now);

    protected override void OnInitialized() => Take(Feed.Current);

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
            _ = FollowAsync(_leaving.Token, Watch?.Over ?? CancellationToken.None);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (_disposed || !disposing)
            return;
        _disposed = true;
        _leaving.Cancel();
        _leaving.Dispose();
    }

    /// <summary>Looks anew at once, after somebody did something.</summary>
    protected void Look() => Take(Feed.Current);

    private async Task FollowAsync(CancellationToken leaving, CancellationToken over)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(leaving, over);
        var cancellationToken = either.Token;
        try
        {
            while (true)
            {
                var newer = await NextOrBeatAsync(cancellationToken);
                await InvokeAsync(() => Show(newer));
                await Task.Delay(_pace, Clock, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            // The circuit is gone.
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // Nothing more is shown to whoever was signed out; the page asks anew who they are.
            await InvokeAsync(() => Navigation.NavigateTo(Navigation.Uri, forceLoad: true));
        }
        catch (ObjectDisposedException) when (_disposed)
        {
            // The circuit went while we were rendering.
        }
#pragma warning disable CA1031 // The edge of a circuit: the error boundary shows it.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            await DispatchExceptionAsync(problem);
        }
    }

    /// <summary>The next snapshot, or none when nothing happened for a beat.</summary>
    private async Task<BoardSnapshot?> NextOrBeatAsync(CancellationToken cancellationToken)
    {
        using var quiet = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var next = Feed.NextAsync(_seen, quiet.Token);
            var beside = NextBesideAsync(quiet.Token);
            if (beside == _never)
                return await next.WaitAsync(_beat, Clock, cancellationToken);
            await Task.WhenAny(next, beside).WaitAsync(_beat, Clock, cancellationToken);
            await quiet.CancelAsync();
            return Feed.Current;
        }
        catch (TimeoutException)
        {
            await quiet.CancelAsync();
            return null;
        }
    }

    private void Show(BoardSnapshot? newer)
    {
        if (_disposed)
            return;
        if (newer is not null)
            Take(newer);
        AliveAt = Clock.GetUtcNow();
        StateHasChanged();
    }

    private void Take(BoardSnapshot snapshot)
    {
        AliveAt = Clock.GetUtcNow();
        _seen = snapshot.Version;
        View = Map(snapshot, AliveAt);
    }
}
