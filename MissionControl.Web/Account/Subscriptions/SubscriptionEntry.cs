using System.Globalization;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Telling.Subscribing;
using MissionControl.Core.Bpms;

namespace MissionControl.Web.Account.Subscriptions;

/// <summary>The form for a new subscription, as typed.</summary>
public sealed class SubscriptionEntry
{
    public string? Audience { get; set; } = nameof(Core.Bpms.Audience.Responder);

    public string? Urgency { get; set; } = nameof(Core.Alerts.Urgency.Info);

    public List<string>? Services { get; set; }

    public List<string>? Bpms { get; set; }

    public string? QuietFrom { get; set; }

    public string? QuietTo { get; set; }

    /// <summary>What was never offered counts as the first that was.</summary>
    public Subscription ToSubscription(Guid person, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Person = person,
        Audience = Read<Audience>(Audience),
        AtLeast = Enum.TryParse<Urgency>(Urgency, out var urgency) && Enum.IsDefined(urgency) ? urgency : Core.Alerts.Urgency.Info,
        Services = [.. (Services ?? []).Distinct(StringComparer.Ordinal)],
        Bpms = [.. (Bpms ?? []).Distinct(StringComparer.Ordinal)],
        QuietFrom = Time(QuietFrom),
        QuietTo = Time(QuietTo),
        MadeAt = now,
    };

    private static T Read<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, out var value) && Enum.IsDefined(value) ? value : default;

    private static TimeOnly? Time(string? text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
