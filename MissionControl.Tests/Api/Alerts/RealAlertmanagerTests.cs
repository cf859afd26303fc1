using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Catalog;
using MissionControl.Core.Sources.Prometheus.Rules;
using MissionControl.Tests.Support;
using MissionControl.Tests.Support.Alerts;

namespace MissionControl.Tests.Api.Alerts;

/// <summary>Debian's Prometheus and Alertmanager, as somebody would set them up.</summary>
public sealed class RealAlertmanagerTests
{
    [Fact]
    public async Task A_real_rule_fires_and_resolves_by_the_webhook_straight_from_Prometheus_and_by_its_rules()
    {
        await using var app = await AlertsApp.StartAsync();
        await using var peers = await AlertingPeers.StartAsync(app.Address, app.Token);
        peers.QueueDepth = 7;
        await Eventually.Holds(() => Heard(app, isByWebhook: true, isFiring: true) is not null && Heard(app, isByWebhook: false, isFiring: true) is not null);
        var polled = new RememberedAlerts();
        using var rules = new RuleWatch(new PrometheusSourceDefinition("main") { Url = peers.Prometheus, RuleLabels = LabelSet.Of(("env", "lab")) }, null, TimeProvider.System, null);
        await rules.PollAsync(polled, default);
        Assert.Null(rules.Failure);
        peers.QueueDepth = 1;
        await Eventually.Holds(() => Heard(app, isByWebhook: true, isFiring: false) is not null && Heard(app, isByWebhook: false, isFiring: false) is not null);

        await Eventually.Holds(async () =>
        {
            await rules.PollAsync(polled, default);
            return polled.Signals.Any(static signal => !signal.IsFiring);
        });

        Assert.All(app.Inbox.Signals.Concat(polled.Signals), static signal => Assert.Equal(
            "{alertname=\"QueueTooLong\", env=\"lab\", instance=\"queue-1\", job=\"queue\", service=\"search\", severity=\"critical\"}", signal.Labels.ToString()));
        var (webhook, straight) = (Heard(app, true, true)!, Heard(app, false, true)!);
        Assert.Equal(("The queue is too long: 7", 7), (webhook.Annotations["summary"], webhook.Values["value"]));
        Assert.Null(webhook.EndsAt);
        Assert.True(straight.EndsAt > straight.StartsAt);
        Assert.Equal(webhook.StartsAt, straight.StartsAt);
        Assert.True(Heard(app, true, false)!.EndsAt >= webhook.StartsAt);
        Assert.True(Heard(app, false, false)!.EndsAt >= webhook.StartsAt);
    }

    // Alertmanager's webhook says who sends it, Prometheus does not.
    private static AlertSignal? Heard(AlertsApp app, bool isByWebhook, bool isFiring) => app.Inbox.Taken
        .Where(taken => taken.Batch.Sender is not null == isByWebhook)
        .SelectMany(static taken => taken.Batch.Signals).FirstOrDefault(signal => signal.IsFiring == isFiring);
}
