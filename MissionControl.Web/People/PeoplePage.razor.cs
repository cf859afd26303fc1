using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using MissionControl.Core;
using MissionControl.Core.Board;
using MissionControl.Core.People;
using MissionControl.Core.People.Accounts;
using MissionControl.Web.Account;
using MissionControl.Web.Account.SingleSignOn;
using MissionControl.Web.Shared;

namespace MissionControl.Web.People;

/// <summary>Invites people, changes what they may, and makes links for wall screens: a static page of forms that works without scripts.</summary>
public sealed partial class PeoplePage : ComponentBase
{
    private ImmutableArray<Person> _people = [];
    private ImmutableArray<WallLine> _walls = [];
    private ImmutableArray<FieldProblem> _problems = [];
    private (string Address, string Words)? _link;
    private string? _refused;
    private Guid? _self;

    [SupplyParameterFromForm(FormName = "invite", Name = "Entry")]
    public InviteEntry? Typed { get; set; }

    [SupplyParameterFromForm(FormName = "wall", Name = "Wall")]
    public WallEntry? TypedWall { get; set; }

    [CascadingParameter]
    public required HttpContext Http { get; set; }

    [Inject]
    internal PeopleDesk Desk { get; init; } = null!;

    [Inject]
    internal WallBook Walls { get; init; } = null!;

    [Inject]
    internal SessionBook Sessions { get; init; } = null!;

    [Inject]
    public required SignInSettings SignIn { get; init; }

    [Inject]
    public required BoardFeed Feed { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private InviteEntry Entry { get; set; } = new();

    private string Origin => $"{Http.Request.Scheme}://{Http.Request.Host}";

    protected override Task OnInitializedAsync()
    {
        (Entry, _self) = (Typed ?? new(), Http.User.FindPerson());
        return ListAsync();
    }

    private async Task InviteAsync()
    {
        Take(await Desk.InviteAsync(Entry.Name, Entry.Email, Entry.Role, Http.Actor(), CancellationToken.None));
        if (_link is not null)
            Entry = new();
        await ListAsync();
    }

    private async Task ChangeAsync(Guid id, PersonChange change)
    {
        var by = Http.Actor();
        if (change is PersonChange.EndSessions)
            await Sessions.EndAsync(id, null, null, by, CancellationToken.None);
        else
            Take(await (change switch
            {
                PersonChange.Disable => Desk.SetDisabledAsync(id, isDisabled: true, by, CancellationToken.None),
                PersonChange.Enable => Desk.SetDisabledAsync(id, isDisabled: false, by, CancellationToken.None),
                PersonChange.Link => Desk.LinkAsync(id, by, CancellationToken.None),
                PersonChange.DropFactor => Desk.DropFactorAsync(id, by, CancellationToken.None),
                PersonChange.AwaitProvider => Desk.AwaitProviderAsync(id, by, CancellationToken.None),
                PersonChange.Unlink => Desk.UnlinkAsync(id, by, CancellationToken.None),
                PersonChange.MakeViewer => Desk.SetRoleAsync(id, Role.Viewer, by, CancellationToken.None),
                PersonChange.MakeResponder => Desk.SetRoleAsync(id, Role.Responder, by, CancellationToken.None),
                PersonChange.MakeEditor => Desk.SetRoleAsync(id, Role.Editor, by, CancellationToken.None),
                _ => Desk.SetRoleAsync(id, Role.Administrator, by, CancellationToken.None),
            }));
        await ListAsync();
    }

    private async Task AddWallAsync()
    {
        var (secret, problems) = await Walls.AddAsync(TypedWall?.Name, Http.Actor(), CancellationToken.None);
        _problems = [.. problems.Select(static problem => problem with { Field = "wall" })];
        if (secret is not null)
            _link = (Origin + Routes.WallLink(secret), "Open it once on the screen.");
        await ListAsync();
    }

    private async Task RevokeWallAsync(Guid id)
    {
        await Walls.RevokeAsync(id, Http.Actor(), CancellationToken.None);
        await ListAsync();
    }

    private void Take(PeopleAnswer answer)
    {
        _problems = answer.Problems;
        _refused = answer.Problems.FirstOrDefault(static problem => problem.Field.Length == 0)?.Words;
        if (answer.Link is { } secret)
            _link = (Origin + Routes.JoinWith(secret), $"By it {answer.Person!.Name} chooses a password, once, within {OneTimeLink.Life.TotalDays:0} days.");
    }

    private async Task ListAsync()
    {
        _people = await Desk.ReadAsync(CancellationToken.None);
        var (now, zone) = (Clock.GetUtcNow(), Feed.Current.Definitions.Organisation.Zone);
        _walls = [.. (await Walls.ReadAsync(CancellationToken.None)).Select(wall => WallLine.Of(wall, now, zone))];
    }

    private string? Says(string field) => _problems.FirstOrDefault(problem => problem.Field == field)?.Words;
}

public sealed class InviteEntry
{
    public string? Name { get; set; }

    public string? Email { get; set; }

    public Role Role { get; set; }
}

public sealed class WallEntry
{
    public string? Name { get; set; }
}
