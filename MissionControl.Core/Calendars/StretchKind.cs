namespace MissionControl.Core.Calendars;

/// <summary>Why a stretch of time is not like others.</summary>
public enum StretchKind
{
    /// <summary>Something was broken.</summary>
    Outage,

    /// <summary>More people than usual were, or will be, brought here.</summary>
    Campaign,

    /// <summary>The numbers were wrong, not the business.</summary>
    BadData,

    BankHoliday,

    OfficeClosure,

    Maintenance,

    /// <summary>Not an exception: how it has been from a moment on, and is to stay.</summary>
    NewNormal,
}
