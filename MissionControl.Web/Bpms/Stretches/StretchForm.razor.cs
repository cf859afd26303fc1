using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using MissionControl.Core.Bpms;
using MissionControl.Core.Calendars;

namespace MissionControl.Web.Bpms.Stretches;

/// <summary>Declares a stretch. What was typed stays until it is declared.</summary>
public sealed partial class StretchForm : ComponentBase
{
    private const string This = "this";
    private const string Every = "every";

    private StretchEntry _entry = null!;
    private ImmutableArray<StretchProblem> _problems = [];
    private string _said = "";
    private bool _typed;
    private bool _declaring;
    private ElementReference _from;
    private ElementReference _to;
    private ElementReference _words;

    [Parameter, EditorRequired]
    public required BpmView View { get; set; }

    [Inject]
    public required StretchDesk Desk { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    /// <summary>Fills in the times anew, unless somebody has typed already: the panel may be opened long after the page was.</summary>
    public void Refresh()
    {
        if (_typed)
            return;
        Begin();
        StateHasChanged();
    }

    protected override void OnInitialized() => Begin();

    private void Begin() => (_entry, _typed) =
        (StretchEntry.Begin(View.State is TileState.Off ? View.Since : null, Clock.GetUtcNow(), View.Zone), false);

    private void TypeKind(ChangeEventArgs change) => Type(_entry with { Kind = Enum.TryParse<StretchKind>(Text(change), out var kind) ? kind : _entry.Kind });

    private void TypeFor(ChangeEventArgs change) => Type(_entry with { OfEveryMetric = Text(change) == Every });

    private void TypeFrom(ChangeEventArgs change) => Type(_entry with { From = Text(change) });

    private void TypeTo(ChangeEventArgs change) => Type(_entry with { To = Text(change) });

    private void TypeWords(ChangeEventArgs change) => Type(_entry with { Words = Text(change) });

    // What was wrong with the old words is not said of the new ones.
    private void Type(StretchEntry entry) => (_entry, _typed, _problems, _said) = (entry, true, [], "");

    private static string Text(ChangeEventArgs change) => change.Value as string ?? "";

    private async Task DeclareAsync()
    {
        // A second press while the first is being saved would declare it twice.
        if (_declaring)
            return;
        _declaring = true;
        try
        {
            var (draft, problems) = _entry.Read(View.Bpm.Id, View.Zone);
            var answer = draft is null ? new StretchAnswer(null, problems) : await Desk.DeclareAsync(draft, CancellationToken.None);
            _problems = answer.Problems;
            if (answer.Stretch is { } stretch)
            {
                _said = $"Declared: {StretchWords.Kind(stretch.Kind)}, {StretchLine.Span(stretch, Clock.GetUtcNow(), View.Zone)}.";
                Begin();
            }
            else
            {
                _said = "Not declared. " + (_problems.FirstOrDefault(problem => !HasField(problem)) is { } whole ? whole.Words : "See beside the field.");
                await FocusAsync();
            }
        }
        finally
        {
            _declaring = false;
        }
    }

    private string? ProblemOf(string field) => _problems.FirstOrDefault(problem => problem.Field == field)?.Words;

    private string? Invalid(string field) => ProblemOf(field) is null ? null : "true";

    private static bool HasField(StretchProblem problem) => problem.Field is "from" or "to" or "words";

    private async Task FocusAsync()
    {
        if (ProblemOf("from") is not null)
            await _from.FocusAsync();
        else if (ProblemOf("to") is not null)
            await _to.FocusAsync();
        else if (ProblemOf("words") is not null)
            await _words.FocusAsync();
    }
}
