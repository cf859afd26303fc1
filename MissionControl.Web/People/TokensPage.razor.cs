using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using MissionControl.Core;
using MissionControl.Core.Board;
using MissionControl.Core.People.Tokens;
using MissionControl.Web.Account;
using MissionControl.Web.Shared;

namespace MissionControl.Web.People;

/// <summary>Issues, lists and revokes API tokens: a static page of forms that works without scripts.</summary>
public sealed partial class TokensPage : ComponentBase
{
    private ImmutableArray<TokenLine> _lines = [];
    private ImmutableArray<FieldProblem> _problems = [];
    private IssuedToken? _issued;

    [SupplyParameterFromForm(FormName = "issue", Name = "Entry")]
    public TokenEntry? Typed { get; set; }

    [CascadingParameter]
    public required HttpContext Http { get; set; }

    [Inject]
    public required TokenBook Tokens { get; init; }

    [Inject]
    public required BoardFeed Feed { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private TokenEntry Entry { get; set; } = new();

    protected override void OnInitialized()
    {
        Entry = Typed ?? new();
        List();
    }

    private async Task IssueAsync()
    {
        var answer = await Tokens.IssueAsync(Entry.ToDraft(), Http.Actor(), CancellationToken.None);
        (_issued, _problems) = (answer.Issued, answer.Problems);
        if (_issued is not null)
            Entry = new();
        List();
    }

    private async Task RevokeAsync(Guid id)
    {
        await Tokens.RevokeAsync(id, Http.Actor(), CancellationToken.None);
        // Another address, so that loading the page again asks for nothing again.
        Navigation.NavigateTo(Routes.Tokens);
    }

    private void List() => _lines = TokenLine.List(Tokens.All, Clock.GetUtcNow(), Feed.Current.Definitions.Organisation.Zone);

    private string Says(string field) => string.Join(" ", _problems.Where(problem => problem.Field == field).Select(static problem => problem.Words));

    private string? Invalid(string field) => _problems.Any(problem => problem.Field == field) ? "true" : null;
}
