namespace MissionControl.Core.Storage;

/// <summary>A store that would grow without end, and lets go of what is too old to be asked for.</summary>
internal interface IThinned
{
    /// <summary>Removes what is over at <paramref name="now"/>. Answers how many rows.</summary>
    Task<int> ThinAsync(DateTimeOffset now, CancellationToken cancellationToken);
}
