using System.Globalization;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Telling;
using MissionControl.Core.Bpms;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Core.Wording;

namespace MissionControl.Core.Incidents.Notices;

/// <summary>The words of notices: what, where, since, who leads, and the way into the room. Of a private incident neither its title nor what was written. Pure.</summary>
internal static class NoticeWords
{
    /// <param name="by">The name of whoever asks.</param>
    /// <param name="service">As people call it.</param>
    public static AlertMessage Help(Incident incident, HelpAsked asked, string by, string service, NoticeSetting setting) => Say(
        incident,
        $"{by} asks for your help with {service}",
        incident.IsPrivate ? "Why is said in the room." : asked.Why,
        setting);

    public static AlertMessage Remind(Incident incident, Reminder reminder, NoticeSetting setting)
    {
        var (by, now) = (incident.NextUpdateBy ?? setting.Now, setting.Now);
        return Say(
            incident,
            reminder == Reminder.Soon ? $"The next public update is due in {Words.Duration(by - now)}" : "The public update is overdue",
            $"The public was told that it hears again by {Words.Time(by, now, setting.Zone)}. Write the update in the room; if there is nothing new, say that, and when you write again.",
            setting);
    }

    private static AlertMessage Say(Incident incident, string title, string what, NoticeSetting setting)
    {
        var number = incident.Number.ToString(CultureInfo.InvariantCulture);
        var since = incident.Times.Began;
        var leads = incident.Roles.GetValueOrDefault(IncidentRole.Commander) is { } commander ? $"{setting.NameOf(commander.By)} leads." : "Nobody leads yet.";
        return new()
        {
            Group = Guid.Empty,
            Audience = Audience.Responder,
            Title = title,
            Urgency = incident.Severity switch { Severity.Sev1 or Severity.Sev2 => Urgency.Critical, Severity.Sev3 => Urgency.Warning, _ => Urgency.Info },
            IsOver = false,
            Slots =
            [
                new(MessagePart.What, what),
                new(MessagePart.Where, incident.IsPrivate ? $"Incident {number}, which is private" : $"Incident {number}, SEV {(int)incident.Severity}: {incident.Title}"),
                new(MessagePart.Since, $"{Words.Time(since, setting.Now, setting.Zone)}, for {Words.Duration(setting.Now > since ? setting.Now - since : TimeSpan.Zero)}"),
                new(MessagePart.Do, incident.IsPrivate ? $"{leads} Ask to be let into the room." : $"{leads} Open the room, and say there what you do."),
            ],
            Link = $"{setting.Origin}/incidents/{number}",
        };
    }
}

/// <param name="NameOf">What to call whom the journal names by id.</param>
/// <param name="Origin">The address of this app, without a slash at its end.</param>
internal sealed record NoticeSetting(Func<string, string> NameOf, string Origin, TimeZoneInfo Zone, DateTimeOffset Now);
