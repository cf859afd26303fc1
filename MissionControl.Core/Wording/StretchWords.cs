using MissionControl.Core.Calendars;

namespace MissionControl.Core.Wording;

/// <summary>Declared stretches in words.</summary>
public static class StretchWords
{
    /// <summary>"bank holiday", for the middle of a sentence.</summary>
    public static string Kind(StretchKind kind) => kind switch
    {
        StretchKind.Outage => "outage",
        StretchKind.Campaign => "campaign",
        StretchKind.BadData => "bad data",
        StretchKind.BankHoliday => "bank holiday",
        StretchKind.OfficeClosure => "office closure",
        StretchKind.Maintenance => "maintenance",
        StretchKind.NewNormal => "new normal",
        _ => "not normal",
    };

    /// <summary>"Bank holiday", for its beginning.</summary>
    public static string Title(StretchKind kind) => Kind(kind) is var words ? char.ToUpperInvariant(words[0]) + words[1..] : "";
}
