using System.Collections.Immutable;
using MissionControl.Core.Board;
using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Timeline;

namespace MissionControl.Web.Publishing;

/// <summary>A correction of a public update as a form has it.</summary>
public sealed class CorrectEntry
{
    public int Incident { get; set; }

    public int Entry { get; set; }

    /// <summary>How many corrections it had.</summary>
    public int Before { get; set; }

    public string? Title { get; set; }

    public string? Text { get; set; }

    public string? TellUsers { get; set; }

    public string[]? Components { get; set; }

    /// <summary>Sent twice, it is done once.</summary>
    public Guid Key { get; set; }

    /// <summary><c>check</c> says what people would not understand; anything else does it.</summary>
    public string? Do { get; set; }

    public bool IsCheck => Do == "check";

    public static CorrectEntry Of(Incident incident, TimelineEntry entry) => new()
    {
        Incident = incident.Number,
        Entry = entry.Number,
        Before = entry.Corrections.Length,
        Title = entry.Title,
        Text = entry.Text,
        TellUsers = entry.TellUsers,
        Components = [.. entry.Components],
        Key = Guid.NewGuid(),
    };

    /// <summary>The update as it would be then.</summary>
    public Updated As(Updated said) => said with { Title = Title ?? "", Text = Text ?? "", TellUsers = TellUsers ?? "", Components = [.. Components ?? []] };

    /// <summary>Of the parts, only what is other than it was.</summary>
    public Corrected Correct(TimelineEntry entry, Definitions definitions)
    {
        ImmutableArray<string> components = [.. definitions.Components.Select(static component => component.Id).Where(id => Components?.Contains(id) == true)];
        // What is no longer in the catalog could not be ticked, and is not taken away by that.
        var isSame = components.ToHashSet().SetEquals(entry.Components.Where(id => definitions.Components.Any(component => component.Id == id)));
        return new(Entry, Text ?? "", Before, IsSame(Title, entry.Title) ? null : Title ?? "", IsSame(TellUsers, entry.TellUsers) ? null : TellUsers ?? "")
        {
            Components = isSame ? null : components,
        };
    }

    /// <summary>Does it change anything? What does not would still say that it was corrected.</summary>
    public static bool IsOther(Corrected corrected, TimelineEntry entry) =>
        corrected is not { Title: null, TellUsers: null, Components: null } || !IsSame(corrected.Text, entry.Text);

    // Forms send other line ends than were kept, and nothing for what is empty.
    private static bool IsSame(string? typed, string? kept) => (typed ?? "").ReplaceLineEndings("\n").Trim() == (kept ?? "").Trim();
}
