namespace MissionControl.Core.Changes;

/// <summary>What sort of thing was changed.</summary>
public enum ChangeKind
{
    /// <summary>Another version of the software runs.</summary>
    Deploy,

    /// <summary>A feature flag, for everybody or for a share.</summary>
    Flag,

    Configuration,

    Infrastructure,
}
