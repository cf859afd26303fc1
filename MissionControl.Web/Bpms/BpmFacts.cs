using System.Collections.Immutable;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;

namespace MissionControl.Web.Bpms;

/// <summary>What the catalog says about a BPM, in words.</summary>
public static class BpmFacts
{
    public static ImmutableArray<(string Name, string Words)> Of(Bpm bpm, Definitions definitions)
    {
        var facts = ImmutableArray.CreateBuilder<(string, string)>();
        Add("Stands for", bpm.Kpi);
        Add("Business stage", bpm.Stage?.ToString());
        Add("Owner", bpm.Owner is { Length: > 0 } owner ? char.ToUpperInvariant(owner[0]) + owner[1..].Replace('-', ' ') : null);
        Add("Weight in the verdict", bpm.Tier.ToString());
        Add("Speaks for", List(bpm.Services.Select(id => definitions.Services.FirstOrDefault(service => service.Id == id)?.Name ?? id)));
        Add("Told to", List(bpm.Audiences.Select(audience => definitions.Audiences.FirstOrDefault(known => known.Id == audience)?.Name ?? audience.ToString())));
        Add("Runbook", bpm.Runbook is { } runbook ? definitions.Runbooks.GetValueOrDefault(runbook, runbook) : null);
        Add("Band", Band(bpm));
        Add("Hurts when", bpm.Hurts switch { Direction.Below => "below its band", Direction.Above => "above its band", _ => "outside its band" });
        Add("Off after", $"{Words.Duration(bpm.Patience)} outside");
        Add("Judged from", bpm.MinimumVolume > 0 ? $"{Words.Number(bpm.MinimumVolume)} {bpm.Counts ?? "events"} upwards" : null);
        Add("Asked every", Words.Duration(bpm.Interval));
        return facts.ToImmutable();

        void Add(string name, string? words)
        {
            if (!string.IsNullOrEmpty(words))
                facts.Add((name, words));
        }
    }

    private static string Band(Bpm bpm) => bpm.Band switch
    {
        BandPolicy.Seasonal seasonal => $"Learned by hour of week, {Words.Number(seasonal.Width * 100)} % wide",
        BandPolicy.Fixed limits => "Set in the catalog: " + Quantity.Expected(bpm, new Band(limits.Lower, null, limits.Upper)),
        _ => "",
    };

    private static string List(IEnumerable<string> names) => string.Join(", ", names);
}
