using MissionControl.Core.StatusPage;

namespace MissionControl.Web.StatusPage;

/// <summary>The edition that is served now. One writer; readers take it as it is.</summary>
internal sealed class StatusSite(TimeProvider clock, StatusOrigin origin)
{
    private StatusEdition _current = new(PublicModel.Nothing, clock.GetUtcNow(), origin.Text);

    public StatusEdition Current => Volatile.Read(ref _current);

    /// <summary>Renders first, so that nobody waits for it, and then serves it.</summary>
    public void Show(PublicModel model) => Volatile.Write(ref _current, new(model, clock.GetUtcNow(), origin.Text));
}

/// <summary>Where the page is for others: scheme and host without a slash; may be empty.</summary>
internal sealed record StatusOrigin(string Text);
