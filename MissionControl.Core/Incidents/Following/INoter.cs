namespace MissionControl.Core.Incidents.Following;

/// <summary>Looks at how things stand and does for incidents what is due; asked again, it does nothing twice.</summary>
internal interface INoter
{
    /// <summary><see langword="false"/>: something could not be saved and is to be tried again in a while.</summary>
    Task<bool> NoteAsync(DateTimeOffset now, CancellationToken cancellationToken);
}
