using System.Collections.Immutable;
using MissionControl.Core.StatusPage;

namespace MissionControl.Web.StatusPage;

/// <summary>What a page of the status page is made of.</summary>
/// <param name="Whole">With all components.</param>
/// <param name="Show">Only these components; empty: all.</param>
internal sealed record StatusView(PublicModel Whole, ImmutableArray<string> Show, DateTimeOffset Now, StatusWords Words, StatusLinks Links)
{
    /// <summary>Can addresses be taken here, if it is set up?</summary>
    public bool TakesFollowers { get; init; }

    public PublicModel Model { get; } = Show.IsEmpty ? Whole : Whole.Only(Show.ToHashSet());

    public TimeZoneInfo Zone { get; } = Whole.FindZone();

    public bool IsStale => Whole.IsStale(Now);

    public string Name => Whole.Page.Name.Length > 0 ? Whole.Page.Name : Words["pageName"];

    public string Moment(DateTimeOffset at) => Words.Moment(at, Now, Zone);

    /// <summary>A time with its whole self behind it.</summary>
    public Markup Time(DateTimeOffset at) => Html.Of($"<time datetime=\"{Core.Wording.Words.Machine(at)}\" title=\"{Core.Wording.Words.FullTime(at, Zone)}\">{Moment(at)}</time>");

    /// <summary>A sentence with a time in it.</summary>
    public Markup Say(string key, DateTimeOffset at) => Fill(Words[key], Time(at));

    /// <summary>A sentence with markup in it.</summary>
    public static Markup Fill(string words, params Markup[] parts)
    {
        var html = new Html();
        var rest = words;
        for (var index = 0; index < parts.Length && rest.IndexOf($"{{{index}}}", StringComparison.Ordinal) is >= 0 and var at; index++)
        {
            html.Add($"{rest[..at]}").Add(parts[index]);
            rest = rest[(at + 3)..];
        }

        return new(html.Add($"{rest}").ToString());
    }
}
