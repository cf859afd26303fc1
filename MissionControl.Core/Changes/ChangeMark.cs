namespace MissionControl.Core.Changes;

/// <summary>What people found out about a change.</summary>
public enum ChangeMark
{
    /// <summary>It broke something.</summary>
    Guilty,

    /// <summary>It did not break what it was suspected of.</summary>
    Innocent,

    /// <summary>It was taken back because it broke something.</summary>
    RolledBack,
}
