using Microsoft.Extensions.Logging;
using MissionControl.Core.Bpms.Pushing;
using MissionControl.Core.Bpms.Sampling;
using MissionControl.Core.Catalog;
using MissionControl.Core.Sources.Demo;
using MissionControl.Core.Sources.Prometheus;
using MissionControl.Core.Sources.Pushed;

namespace MissionControl.Core.Sources;

internal sealed class SourceMaker(IPushedSampleStore pushed, TimeProvider clock, ILoggerFactory loggers) : ISourceMaker
{
    /// <summary>Unicorn Rentals rents out in London.</summary>
    private const string DemoZone = "Europe/London";

    public ISampleSource Make(SourceDefinition definition) => definition switch
    {
        DemoSourceDefinition demo => new DemoSource(demo.Id, demo.Seed, TimeZoneInfo.FindSystemTimeZoneById(DemoZone), clock),
        PrometheusSourceDefinition prometheus => new PrometheusSource(prometheus, clock, loggers.CreateLogger<PrometheusSource>()),
        PushedSourceDefinition own => new PushedSource(own.Id, pushed, clock),
        _ => throw new NotSupportedException($"No source is made of {definition.GetType().Name}"),
    };
}
