using MissionControl.Core.Services;
using MissionControl.Core.Services.History;
using MissionControl.Web.Api.Documents;

namespace MissionControl.Web.Api;

internal static partial class ServiceHealthEndpoints
{
    private static readonly DateTimeOffset _from = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);
    private static readonly HealthTimeJson _time = new(85_560, 0, 840, 0, 0, 0);

    private static readonly Told _health = new("getServiceHealth", "The recorded health of a service")
    {
        Words = "How long it was how, by local day, for 13 months; and exactly from when to when and why, for 100 days. What was not recorded, because the app did not run or could not see, is no data and never operational.",
        Asks =
        [
            Asked.Text("id", "The id of a service, as in the catalog.", "identity", 64),
            Asked.Time("from", "Where it begins; 24 hours before its end without it. At most 400 days before its end.", "2026-11-20T00:00:00Z"),
            Asked.Time("to", "Where it ends; now without it.", "2026-11-21T00:00:00Z"),
        ],
        IsTagged = true,
        Answers =
        [
            Given.Json(
                "Its days and its spans, oldest first.",
                new ServiceHealthAnswer(
                    "identity", _from, _from.AddDays(1), "Europe/London", HealthTime.Rule, 0.99028, _time,
                    [new("2026-11-20", Health.PartialOutage, 0.99028, _time)],
                    [
                        new(_from, _from.AddHours(1), Health.Operational, "Its metrics are where they are expected"),
                        new(_from.AddHours(1), _from.AddMinutes(74), Health.PartialOutage, "Sign-in success is off"),
                    ]),
                ApiJson.Context.ServiceHealthAnswer),
        ],
    };
}
