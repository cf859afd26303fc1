using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Telling;
using MissionControl.Core.Board;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Alerts.Preview;

/// <summary>One alert as each audience gets it: a rule's example, or a group as it stands. Without a circuit and without scripts.</summary>
public sealed partial class AlertWordsPage : ComponentBase
{
    private static readonly ImmutableArray<(Standing Standing, string Name)> Standings =
        [(Standing.Firing, "It fires"), (Standing.Over, "It is over"), (Standing.Unheard, "Not heard from"), (Standing.CannotSee, "Cannot be seen"), (Standing.Waited, "It waited for the morning")];

    private ImmutableArray<WordsView> _views = [];
    private ILookup<string, WordsChoice> _choices = Array.Empty<WordsChoice>().ToLookup(static choice => choice.Kind);
    private AlertGroup? _group;
    private bool _isLive;
    private Standing _standing;
    private string _chosen = "";
    private string _nothing = "";

    [Inject]
    public required IAlertWords Telling { get; init; }

    [Inject]
    public required AlertFeed Alerts { get; init; }

    [Inject]
    public required BoardFeed Feed { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>The id of a rule, or one of our own rules with its subject, such as <c>BpmOff:sign-in-success</c>.</summary>
    [SupplyParameterFromQuery]
    public string? Rule { get; set; }

    /// <summary>A <see cref="Standing"/>.</summary>
    [SupplyParameterFromQuery]
    public string? As { get; set; }

    /// <summary>The id of a group as it stands, instead of a rule.</summary>
    [SupplyParameterFromQuery]
    public string? Group { get; set; }

    // Within the page: because of the base address, "#LocalOffice" alone would lead to the board.
    private string Here => _isLive ? Routes.AlertWordsOf(_group!.Id) : Routes.AlertWordsFor(_chosen, _standing.ToString());

    protected override void OnInitialized()
    {
        var (board, now) = (Feed.Current, Clock.GetUtcNow());
        _standing = Enum.TryParse<Standing>(As, out var asked) && Enum.IsDefined(asked) ? asked : Standing.Firing;
        var choices = WordsChoice.Of(board.Definitions);
        _choices = choices.ToLookup(static choice => choice.Kind);
        if (!string.IsNullOrEmpty(Group))
        {
            _group = Guid.TryParse(Group, out var id) ? Alerts.Current.Find(id) : null;
            _isLive = _group is not null;
            _nothing = "This alert is not known any more";
        }
        else
        {
            var choice = string.IsNullOrEmpty(Rule) ? choices.FirstOrDefault() : choices.FirstOrDefault(one => one.Value == Rule);
            _chosen = choice?.Value ?? "";
            _group = choice?.Example(_standing, board, now);
            _nothing = choices.IsEmpty ? "There is nothing to show yet" : "There is no such rule";
        }

        var words = new WordsOf(Telling, board, now, Navigation.BaseUri.TrimEnd('/'));
        if (_group is not null)
            _views = _standing == Standing.Waited && !_isLive ? WordsView.OfMorning(Morning(choices, board, now), words) : WordsView.Of(_group, words);
    }

    // Beside what was chosen the two that stand next in the list: one that these people knew of, and one that they did not.
    private ImmutableArray<(AlertGroup Group, bool IsKnown)> Morning(ImmutableArray<WordsChoice> choices, BoardSnapshot board, DateTimeOffset now)
    {
        var others = choices.SkipWhile(choice => choice.Value != _chosen).Skip(1).Concat(choices.TakeWhile(choice => choice.Value != _chosen)).Take(2);
        return [(_group!, false), .. others.Select((choice, index) => (choice.Example(Standing.Over, board, now) with { Id = new Guid(index, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]) }, index == 0))];
    }
}
