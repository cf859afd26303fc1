using MissionControl.Core.StatusPage;
using MissionControl.Core.StatusPage.Followers;

namespace MissionControl.Web.StatusPage;

/// <summary>The edition that is served now. One writer; readers take it as it is.</summary>
internal sealed class StatusSite(TimeProvider clock, StatusOrigin origin) : IPublicSite
{
    /// <summary>An edition that nobody has made anew for so long is made again by whoever asks, so that it says how old its news is.</summary>
    public static readonly TimeSpan Oldest = 3 * StatusPublisher.AtLeast;

    private readonly Lock _gate = new();
    private StatusEdition _current = new(PublicModel.Nothing, clock.GetUtcNow(), origin.Text, origin.TakesFollowers);
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    PublicModel IPublicSite.Model => Volatile.Read(ref _current).Model;

    public StatusEdition Current
    {
        get
        {
            var current = Volatile.Read(ref _current);
            return clock.GetUtcNow() - current.Now <= Oldest ? current : Renew(current);
        }
    }

    /// <summary>Renders first, so that nobody waits for it, and then serves it.</summary>
    public void Show(PublicModel model)
    {
        var next = new StatusEdition(model, clock.GetUtcNow(), origin.Text, origin.TakesFollowers);
        TaskCompletionSource waited;
        lock (_gate)
        {
            Volatile.Write(ref _current, next);
            (waited, _next) = (_next, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        waited.SetResult();
    }

    /// <summary>The edition after this one, as soon as there is one; those between may be missed.</summary>
    public async Task<StatusEdition> NextAsync(StatusEdition seen, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task shown;
            lock (_gate)
            {
                if (_current != seen)
                    return _current;
                shown = _next.Task;
            }

            await shown.WaitAsync(cancellationToken);
        }
    }

    // Whoever publishes hangs. One of those who ask renders; the others take what there is.
    private StatusEdition Renew(StatusEdition old)
    {
        if (!_gate.TryEnter())
            return old;
        try
        {
            if (Volatile.Read(ref _current) is var current && current != old)
                return current;
            var next = new StatusEdition(old.Model, clock.GetUtcNow(), origin.Text, origin.TakesFollowers);
            Volatile.Write(ref _current, next);
            return next;
        }
        finally
        {
            _gate.Exit();
        }
    }
}

/// <summary>Where the page is for others.</summary>
/// <param name="Text">Before addresses in feeds and the API: scheme and host without a slash; may be empty.</param>
internal sealed record StatusOrigin(string Text)
{
    /// <summary>Is there something here that keeps addresses of followers?</summary>
    public bool TakesFollowers { get; init; }
}
