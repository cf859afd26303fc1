namespace MissionControl.Core.Bpms.Sampling;

/// <summary>The sources of the running catalog by id; swapped with the catalog. Thread-safe.</summary>
public interface ISources
{
    ISampleSource? Find(string id);
}
