using MissionControl.Core.People;

namespace MissionControl.Core.Alerts.Signals;

/// <summary>Takes alerts in. Thread-safe.</summary>
public interface IAlertIntake
{
    /// <summary>Answers once the batch is on disk with its journal entry, or at once that there is no room.</summary>
    Task<TakeAnswer> TakeAsync(AlertBatch batch, Actor by, CancellationToken cancellationToken);
}

public enum TakeAnswer
{
    /// <summary>On disk. Said before or not, it is kept once.</summary>
    Taken,

    /// <summary>Too much at once or the database is not there: nothing was kept, it must come again.</summary>
    Overloaded,
}
