using System.Text.Json.Serialization;
using MissionControl.Core.Bpms.Pushing;
using MissionControl.Web.Api.Documents;

namespace MissionControl.Web.Api.Intake;

internal static partial class SampleEndpoints
{
    private static readonly Told _push = new("pushSamples", "Push samples")
    {
        Words = "1 to 5,000 samples of BPMs whose source is pushed: all are taken, or none. A sample of the same second takes the place of the one before, so retries are safe.",
        Takes = [Sent.Json("samples", [new("sign-ups", new(2026, 11, 21, 2, 3, 0, TimeSpan.Zero), 246)], ApiJson.Context.ImmutableArraySampleBody) with { Most = PushRules.Most }],
        Answers = [Given.Json("They are saved.", new PushAnswer(1), ApiJson.Context.PushAnswer)],
    };
}

// Only for the document: what comes is read field by field, so that every wrong one is named.
/// <summary>A sample.</summary>
/// <param name="Bpm">The id of a BPM whose source is pushed.</param>
/// <param name="At">When it held. At most 42 days back.</param>
/// <param name="Value">A ratio 0 to 1; for freshness the seconds since the last success at that time.</param>
/// <param name="Volume">Of ratios: out of how many.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SampleBody(string Bpm, DateTimeOffset At, double Value, double? Volume = null);
