namespace MissionControl.Core.Bpms.Memory;

/// <summary>A BPM's past, for pages, the API and exports.</summary>
public interface IBpmHistory
{
    /// <summary>What was shown, filled up from the source where nothing was; a source that fails is told in the view's note.</summary>
    Task<HistoryView> ReadAsync(Bpm bpm, HistoryRange range, CancellationToken cancellationToken);
}
