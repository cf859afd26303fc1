using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using MissionControl.Core.Alerts.Telling.Deciding;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Alerts.Telling.Subscribing;
using MissionControl.Core.Board;
using MissionControl.Core.Incidents.Following;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Core.People;
using MissionControl.Core.People.Accounts;

namespace MissionControl.Core.Incidents.Notices;

/// <summary>Puts into the outbox what people have to be told about incidents: asked for help, reminded of the public. Used by one loop.</summary>
internal sealed partial class NoticeNoter(NoticeFacts facts, ILetterStore store, OutboxBell bell, TellingOptions options, ILogger<NoticeNoter> logger) : INoter
{
    /// <summary>Help that was asked for longer ago came, or did not.</summary>
    private static readonly TimeSpan HelpWithin = TimeSpan.FromHours(24);

    private static readonly TimeSpan Again = TimeSpan.FromSeconds(30);

    // Queued, or known to have been; the store is asked once for each after a start.
    private readonly HashSet<Guid> _done = [];
    private readonly Dictionary<Guid, DateTimeOffset> _unreachable = [];
    private readonly Dictionary<int, int> _read = [];

    public async Task<bool> NoteAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Without a catalog nobody knows who is on duty, or what has a way.
        if (!facts.Channels.IsReady)
            return true;
        // What was resolved a moment ago still owes those who were asked their letters.
        foreach (var incident in facts.Incidents.Current.All.Values.Where(incident => incident.IsOpen || incident.Times.Resolved > now - HelpWithin).ToArray())
        {
            await RemindAsync(incident, now, cancellationToken);
            if (_read.GetValueOrDefault(incident.Number) == incident.Last)
                continue;
            var isWhole = true;
            foreach (var entry in incident.Timeline.Where(entry => entry is { What: HelpAsked { Told: > 0 } } && entry.Logged.WrittenAt > now - HelpWithin))
                isWhole &= await HelpAsync(incident, entry.Logged, now, cancellationToken);
            if (isWhole)
                _read[incident.Number] = incident.Last;
        }

        return true;
    }

    /// <summary>Answers whether nothing is left to be done about it.</summary>
    private async Task<bool> HelpAsync(Incident incident, LoggedEvent logged, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var id = HappeningKey.Of("help", logged.Incident.ToString(System.Globalization.CultureInfo.InvariantCulture), logged.Key.ToString());
        if (_done.Contains(id))
            return true;
        if (_unreachable.TryGetValue(id, out var tried) && now < tried + Again)
            return false;
        var (asked, definitions) = ((HelpAsked)logged.What, facts.Definitions.Current.Definitions);
        var plan = HelpRules.Plan(asked.Service, definitions, HasWay, now);
        if (plan.To.IsEmpty)
        {
            // The timeline says that somebody was told, and whoever is on duty has no way any more: it is tried again.
            if (_unreachable.TryAdd(id, now))
                LogHelpUnsent(logger, incident.Number);
            _unreachable[id] = now;
            return false;
        }

        var service = definitions.Services.FirstOrDefault(known => known.Id == asked.Service)?.Name ?? asked.Service;
        var setting = await SettingAsync(incident, logged.By, now, cancellationToken);
        await QueueAsync(new(id, NoticeWords.Help(incident, asked, setting.NameOf(logged.By), service, setting), plan.To), now, cancellationToken);
        return true;
    }

    private async Task RemindAsync(Incident incident, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (ReminderRules.Due(incident, now) is not { } reminder)
            return;
        var id = HappeningKey.Of($"reminder {reminder}", incident.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), incident.NextUpdateBy!.Value);
        if (_done.Contains(id) || (_unreachable.TryGetValue(id, out var tried) && now < tried + Again))
            return;
        var to = await WhomAsync(incident, cancellationToken);
        if (to.IsEmpty)
        {
            if (_unreachable.TryAdd(id, now))
                LogNobody(logger, incident.Number);
            _unreachable[id] = now;
            return;
        }

        await QueueAsync(new(id, NoticeWords.Remind(incident, reminder, await SettingAsync(incident, null, now, cancellationToken)), to), now, cancellationToken);
    }

    private async Task<ImmutableArray<Recipient>> WhomAsync(Incident incident, CancellationToken cancellationToken)
    {
        var definitions = facts.Definitions.Current.Definitions;
        var people = (await facts.Accounts.ReadAsync(cancellationToken)).Where(static person => !person.IsDisabled).ToDictionary(static person => person.ActorId);
        foreach (var some in ReminderRules.Whom(incident))
        {
            ImmutableArray<Recipient> to = [.. some.Order(StringComparer.Ordinal).Select(people.GetValueOrDefault).OfType<Person>().Select(WayTo).OfType<Recipient>().Distinct()];
            if (!to.IsEmpty)
                return to;
        }

        return [];

        Recipient? WayTo(Person person)
        {
            var slack = definitions.Rotas.SelectMany(static rota => rota.People).FirstOrDefault(one => one.Slack is not null && string.Equals(one.Email, person.Email, StringComparison.OrdinalIgnoreCase))?.Slack;
            return PersonWays.Of(person.Email, slack, Subscription.DestinationOf(person.Id), definitions, HasWay);
        }
    }

    private async Task QueueAsync(Notice notice, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!notice.To.IsEmpty && await store.QueueNoticeAsync(notice.Letters(now), cancellationToken))
            bell.Ring();
        _done.Add(notice.Id);
    }

    private async Task<NoticeSetting> SettingAsync(Incident incident, string? by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        string?[] actors = [by, incident.Roles.GetValueOrDefault(IncidentRole.Commander)?.By];
        var names = await facts.Names.FindAsync([.. actors.OfType<string>()], cancellationToken);
        return new(actor => names.GetValueOrDefault(actor, "Somebody"), options.Origin, facts.Definitions.Current.Definitions.Organisation.Zone, now);
    }

    private bool HasWay(string destination) => facts.Channels.Find(destination) is not null;

    [LoggerMessage(Level = LogLevel.Warning, EventName = "ReminderUnsent", Message = "The next public update of incident {Incident} is due, and nobody in it can be reached: their addresses or the mail server are missing")]
    private static partial void LogNobody(ILogger logger, int incident);

    [LoggerMessage(Level = LogLevel.Warning, EventName = "HelpUnsent", Message = "Help was asked for in incident {Incident}, and whoever is on duty cannot be reached any more: the rota, their addresses or a destination is missing; it is tried again")]
    private static partial void LogHelpUnsent(ILogger logger, int incident);
}

/// <summary>What notices are made of.</summary>
internal sealed record NoticeFacts(IncidentFeed Incidents, DefinitionsFeed Definitions, IChannels Channels, IAccountStore Accounts, IActorNames Names);
