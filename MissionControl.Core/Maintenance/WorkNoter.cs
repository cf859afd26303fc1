using System.Collections.Immutable;
using System.Globalization;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Telling;
using MissionControl.Core.Alerts.Telling.Deciding;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Alerts.Telling.Routing;
using MissionControl.Core.Alerts.Telling.Subscribing;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Calendars;
using MissionControl.Core.Incidents.Following;
using MissionControl.Core.Incidents.Notices;
using MissionControl.Core.Wording;

namespace MissionControl.Core.Maintenance;

/// <summary>
/// Tells responders of planned work, by the routes of its services as far as they may speak now: it wakes nobody. That it takes longer is told to
/// whoever planned it, too. Used by one loop.
/// </summary>
internal sealed class WorkNoter(WorkFeed works, NoticeFacts facts, ILetterStore store, OutboxBell bell, TellingOptions options) : INoter
{
    /// <summary>What was said longer ago is no news.</summary>
    private static readonly TimeSpan News = TimeSpan.FromHours(1);

    // Queued, or known to have been; the store is asked once for each after a start.
    private readonly HashSet<Guid> _done = [];

    public async Task<bool> NoteAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!facts.Channels.IsReady)
            return true;
        foreach (var work in works.Current.All.Values)
            foreach (var notice in work.Notices.Where(notice => notice.Skipped is null && notice.At > now - News && notice.Kind is not (NoticeKind.Changed or NoticeKind.DayBefore)))
                await TellAsync(work, notice, now, cancellationToken);
        return true;
    }

    private async Task TellAsync(Work work, WorkNotice notice, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var id = HappeningKey.Of("planned", work.Uid.ToString("N"), notice.Number.ToString(CultureInfo.InvariantCulture));
        if (!_done.Add(id))
            return;
        try
        {
            var definitions = facts.Definitions.Current.Definitions;
            var to = Routed(work, notice.Kind, definitions, now);
            if (notice.Kind == NoticeKind.Overrun && await PlannerAsync(work, definitions, cancellationToken) is { } planner)
                to = [.. to, planner];
            if (!to.IsEmpty && await store.QueueNoticeAsync(new Notice(id, Say(work, notice, definitions, now), to).Letters(now), cancellationToken))
                bell.Ring();
        }
        catch
        {
            _done.Remove(id);
            throw;
        }
    }

    private ImmutableArray<Recipient> Routed(Work work, NoticeKind kind, Definitions definitions, DateTimeOffset now)
    {
        var services = WorkReach.ServicesOf(work, definitions);
        return
        [
            .. definitions.Routes
                .Where(route => route is { Audience: Audience.Responder, OnDuty: null, Rules.IsEmpty: true } && UrgencyOf(kind) <= route.AtLeast && (route.Services.IsEmpty || route.Services.Any(services.Contains)))
                .Where(route => MaySpeak(route, definitions, now) && facts.Channels.Find(route.To) is not null)
                .Select(static route => new Recipient(route.To, null, route.Id)).DistinctBy(static recipient => recipient.Destination),
        ];
    }

    private static bool MaySpeak(Route route, Definitions definitions, DateTimeOffset now)
    {
        if (route.Quiet?.Contains(now) == true)
            return false;
        var isDay = NightRules.CalendarOf(route, definitions).Contains(now);
        return isDay ? route.When != RouteTime.Night : !route.Wakes && route.When != RouteTime.WorkingHours;
    }

    private async Task<Recipient?> PlannerAsync(Work work, Definitions definitions, CancellationToken cancellationToken) =>
        (await facts.Accounts.ReadAsync(cancellationToken)).FirstOrDefault(person => !person.IsDisabled && person.ActorId == work.By) is { } person
            ? PersonWays.Of(person.Email, null, Subscription.DestinationOf(person.Id), definitions, id => facts.Channels.Find(id) is not null)
            : null;

    private AlertMessage Say(Work work, WorkNotice notice, Definitions definitions, DateTimeOffset now)
    {
        var zone = definitions.Organisation.Zone;
        var number = work.Number.ToString(CultureInfo.InvariantCulture);
        return new()
        {
            Group = Guid.Empty,
            Audience = Audience.Responder,
            Title = $"Planned work {TitleOf(notice.Kind)}: {work.Title}",
            Urgency = UrgencyOf(notice.Kind),
            IsOver = work.IsOver,
            Slots =
            [
                new(MessagePart.What, OneLine.Of(work.Text, AlertWords.LongestSlot)),
                new(MessagePart.Where, string.Join(", ", definitions.Components.Where(component => work.Components.Contains(component.Id)).Select(static component => component.Name))),
                new(MessagePart.Since, $"{Words.Day(notice.From, zone)} {Words.Time(notice.From, notice.From, zone)} to {Words.Day(notice.To, zone)} {Words.Time(notice.To, notice.To, zone)}"),
                new(MessagePart.Do, notice.Kind == NoticeKind.Overrun ? "End it, or say until when. Alerts and health speak again as usual." : work.IsOver ? "Nothing." : "Nothing. Alerts that it explains are told to nobody until its end."),
            ],
            Link = $"{options.Origin}/planned/{number}",
        };
    }

    private static string TitleOf(NoticeKind kind) => kind switch
    {
        NoticeKind.Announced => "announced",
        NoticeKind.Moved => "moved",
        NoticeKind.Soon => "begins in 15 minutes",
        NoticeKind.Started => "begun",
        NoticeKind.Overrun => "takes longer than announced",
        NoticeKind.Ended => "over",
        _ => "cancelled",
    };

    private static Urgency UrgencyOf(NoticeKind kind) => kind == NoticeKind.Overrun ? Urgency.Warning : Urgency.Info;
}
