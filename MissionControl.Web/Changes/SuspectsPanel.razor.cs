using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using MissionControl.Core.Changes;

namespace MissionControl.Web.Changes;

/// <summary>Changes that may be to blame, and what people say of them: one tap, and one to take it back.</summary>
public sealed partial class SuspectsPanel
{
    private bool _mayMark;
    private string _said = "";
    private bool _saidNo;
    private Func<Task<MarkAnswer?>>? _undo;

    [Parameter, EditorRequired]
    public required ImmutableArray<SuspectView> Suspects { get; set; }

    [Inject]
    public required ChangeDesk Desk { get; init; }

    protected override async Task OnInitializedAsync() => _mayMark = await Desk.MayMarkAsync();

    private async Task MarkAsync(SuspectView suspect, ChangeMark mark)
    {
        var id = suspect.Change.Id;
        ChangeMark? next = suspect.Mark == mark ? null : mark;
        var answer = await Desk.MarkAsync(id, next, CancellationToken.None);
        Show(answer, next is null ? "Taken back." : "Noted. It counts the next time something like it is changed.", () => Desk.MarkAsync(id, answer?.Before, CancellationToken.None));
    }

    private async Task UndoAsync()
    {
        if (_undo is { } undo)
            Show(await undo(), "Undone.", null);
    }

    private void Show(MarkAnswer? answer, string words, Func<Task<MarkAnswer?>>? undo)
    {
        _saidNo = answer?.Change is null;
        _said = answer is null ? "This needs somebody who is at least a Responder: sign in, or ask an administrator."
            : _saidNo ? "That change is no longer kept."
            : words;
        _undo = _saidNo ? null : undo;
    }
}
