using Microsoft.AspNetCore.Components;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Telling;
using MissionControl.Core.Board;
using MissionControl.Core.Services.History;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Services;

/// <summary>Every service: how it is, how it was, and what speaks for it.</summary>
public sealed partial class LiveServices : LiveComponent<ServicesView>
{
    [Inject]
    public required AlertFeed Alerts { get; init; }

    [Inject]
    public required HealthFeed Health { get; init; }

    [Inject]
    public required IAlertWords AlertWords { get; init; }

    protected override Task NextBesideAsync(CancellationToken cancellationToken) =>
        Task.WhenAny(Alerts.NextAsync(View.AlertsSeen, cancellationToken), Health.NextAsync(View.HealthSeen, cancellationToken));

    protected override ServicesView Map(BoardSnapshot snapshot, DateTimeOffset now) => ServicesView.From(snapshot, Alerts.Current, Health.Current, AlertWords, now);
}
