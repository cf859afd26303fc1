using System.Collections.Immutable;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Telling.Subscribing;
using MissionControl.Core.Bpms;

namespace MissionControl.Core.Storage.Alerts;

internal sealed class SubscriptionRow
{
    private const char Between = ' ';

    public Guid Id { get; set; }

    public Guid Person { get; set; }

    public required string Audience { get; set; }

    public required string AtLeast { get; set; }

    /// <summary>Ids with spaces between them, which no id has.</summary>
    public required string Services { get; set; }

    public required string Bpms { get; set; }

    /// <summary>For example <c>22:00</c>.</summary>
    public string? QuietFrom { get; set; }

    public string? QuietTo { get; set; }

    public DateTimeOffset MadeAt { get; set; }

    public static void Map(ModelBuilder model) => model.Entity<SubscriptionRow>(subscription =>
    {
        subscription.ToTable("Subscriptions");
        subscription.HasKey(row => row.Id);
        subscription.Property(row => row.Id).ValueGeneratedNever();
        subscription.Property(row => row.Audience).HasMaxLength(40);
        subscription.Property(row => row.AtLeast).HasMaxLength(40);
        subscription.Property(row => row.QuietFrom).HasMaxLength(5);
        subscription.Property(row => row.QuietTo).HasMaxLength(5);
        subscription.HasIndex(row => row.Person);
    });

    public static SubscriptionRow Of(Subscription subscription) => new()
    {
        Id = subscription.Id,
        Person = subscription.Person,
        Audience = subscription.Audience.ToString(),
        AtLeast = subscription.AtLeast.ToString(),
        Services = string.Join(Between, subscription.Services),
        Bpms = string.Join(Between, subscription.Bpms),
        QuietFrom = Text(subscription.QuietFrom),
        QuietTo = Text(subscription.QuietTo),
        MadeAt = subscription.MadeAt,
    };

    public Subscription ToSubscription() => new()
    {
        Id = Id,
        Person = Person,
        Audience = Enum.Parse<Audience>(Audience),
        AtLeast = Enum.Parse<Urgency>(AtLeast),
        Services = List(Services),
        Bpms = List(Bpms),
        QuietFrom = Time(QuietFrom),
        QuietTo = Time(QuietTo),
        MadeAt = MadeAt,
    };

    private static ImmutableArray<string> List(string ids) => [.. ids.Split(Between, StringSplitOptions.RemoveEmptyEntries)];

    private static string? Text(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static TimeOnly? Time(string? text) => text is null ? null : TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);
}
