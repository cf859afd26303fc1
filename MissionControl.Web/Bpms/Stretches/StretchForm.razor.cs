using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using MissionControl.Core.Bpms;
using MissionControl.Core.Calendars;

namespace MissionControl.Web.Bpms.Stretches;

/// <summary>Declares a stretch, or changes one. What was typed stays until it is saved.</summary>
public sealed partial class StretchForm : ComponentBase
{
    private const string This = "this";
    private const string Every = "every";

    private StretchEntry _entry = null!;
    private ImmutableArray<StretchProblem> _problems = [];
    private string _said = "";
    private bool _typed;
    private bool _sending;
    private string _ids = "stretch";
    private ElementReference _kind;
    private ElementReference _from;
    private ElementReference _to;
    private ElementReference _words;

    [Parameter, EditorRequired]
    public required BpmView View { get; set; }

    /// <summary>Incidents whose time nobody has declared.</summary>
    [Parameter]
    public ImmutableArray<StretchOffer> Offers { get; set; } = [];

    /// <summary>What is to be changed; <see langword="null"/>: another one is declared.</summary>
    [Parameter]
    public Stretch? Changing { get; set; }

    /// <summary>It is changed, and how; or (<see langword="null"/>) it is left as it was.</summary>
    [Parameter]
    public EventCallback<Stretch?> Closed { get; set; }

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

    protected override void OnInitialized()
    {
        _ids = Changing is null ? "stretch" : "change";
        Begin();
    }

    // Whoever asked to change something goes on where it is changed.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && Changing is not null)
            await _kind.FocusAsync();
    }

    private void Begin() => (_entry, _typed) = (
        Changing is { To: { } to } ? StretchEntry.Of(Changing, to, View.Zone) : StretchEntry.Begin(View.State is TileState.Off ? View.Since : null, Clock.GetUtcNow(), View.Zone),
        false);

    private void TypeKind(ChangeEventArgs change) => Type(_entry with { Kind = Enum.TryParse<StretchKind>(Text(change), out var kind) ? kind : _entry.Kind });

    private void TypeFor(ChangeEventArgs change) => Type(_entry with { OfEveryMetric = Text(change) == Every });

    private void TypeFrom(ChangeEventArgs change) => Type(_entry with { From = Text(change) });

    private void TypeTo(ChangeEventArgs change) => Type(_entry with { To = Text(change) });

    private void TypeWords(ChangeEventArgs change) => Type(_entry with { Words = Text(change) });

    // What was wrong with the old words is not said of the new ones.
    private void Type(StretchEntry entry) => (_entry, _typed, _problems, _said) = (entry, true, [], "");

    private void Take(StretchOffer offer) => Type(_entry.With(offer, View.Zone));

    private static string Text(ChangeEventArgs change) => change.Value as string ?? "";

    private async Task SendAsync()
    {
        // A second press while the first is being saved would declare it twice.
        if (_sending)
            return;
        _sending = true;
        try
        {
            var (draft, problems) = _entry.Read(View.Bpm.Id, View.Zone);
            var answer = draft is null ? new StretchAnswer(null, problems)
                : Changing is { } before ? await Desk.ChangeAsync(before.Id, draft, CancellationToken.None)
                : await Desk.DeclareAsync(draft, CancellationToken.None);
            _problems = answer.Problems;
            if (answer.Stretch is { } changed && Changing is not null)
            {
                await Closed.InvokeAsync(changed);
            }
            else if (answer.Stretch is { } stretch)
            {
                _said = $"Declared: {StretchWords.Kind(stretch.Kind)}, {StretchLine.Span(stretch, Clock.GetUtcNow(), View.Zone)}.";
                Begin();
            }
            else
            {
                _said = (Changing is null ? "Not declared. " : "Not changed. ") + (_problems.FirstOrDefault(problem => !HasField(problem)) is { } whole ? whole.Words : "See beside the field.");
                await FocusAsync();
            }
        }
        finally
        {
            _sending = false;
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
