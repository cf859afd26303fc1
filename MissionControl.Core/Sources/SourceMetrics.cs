using System.Diagnostics.Metrics;
using MissionControl.Core.Bpms.Sampling;

namespace MissionControl.Core.Sources;

/// <summary>What the sources measure about themselves; the meter is named <see cref="MeterName"/>.</summary>
public static class SourceMetrics
{
    public const string MeterName = "MissionControl.Sources";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> Answers =
        Meter.CreateCounter<long>("mission_control.source.answers", "{answer}", "Answers of sources by outcome; \"Answered\" is the good one.");

    private static readonly Histogram<double> Duration =
        Meter.CreateHistogram<double>("mission_control.source.duration", "s", "How long a source took to answer, tries included.");

    internal static void Record(string source, Failure? failure, TimeSpan took)
    {
        var id = new KeyValuePair<string, object?>("source", source);
        var outcome = new KeyValuePair<string, object?>("outcome", failure?.Kind.ToString() ?? "Answered");
        Answers.Add(1, id, outcome);
        Duration.Record(took.TotalSeconds, id, outcome);
    }
}
