using MissionControl.Core.Bpms.Sampling;
using MissionControl.Core.Catalog;
using MissionControl.Core.Sources.Demo;

namespace MissionControl.Core.Sources;

internal sealed class SourceMaker(TimeProvider clock) : ISourceMaker
{
    /// <summary>Unicorn Rentals rents out in London.</summary>
    private const string DemoZone = "Europe/London";

    public ISampleSource Make(SourceDefinition definition) => definition switch
    {
        DemoSourceDefinition demo => new DemoSource(demo.Id, demo.Seed, TimeZoneInfo.FindSystemTimeZoneById(DemoZone), clock),
        _ => throw new NotSupportedException($"No source is made of {definition.GetType().Name}"),
    };
}
