using Microsoft.Extensions.Logging;
using MissionControl.Core.Bpms.Sampling;
using MissionControl.Core.Catalog;
using MissionControl.Core.Sources.Demo;
using MissionControl.Core.Sources.Prometheus;

namespace MissionControl.Core.Sources;

internal sealed class SourceMaker(TimeProvider clock, ILoggerFactory loggers) : ISourceMaker
{
    /// <summary>Unicorn Rentals rents out in London.</summary>
    private const string DemoZone = "Europe/London";

    public ISampleSource Make(SourceDefinition definition) => definition switch
    {
        DemoSourceDefinition demo => new DemoSource(demo.Id, demo.Seed, TimeZoneInfo.FindSystemTimeZoneById(DemoZone), clock),
        PrometheusSourceDefinition prometheus => new PrometheusSource(prometheus, clock, loggers.CreateLogger<PrometheusSource>()),
        _ => throw new NotSupportedException($"No source is made of {definition.GetType().Name}"),
    };
}
