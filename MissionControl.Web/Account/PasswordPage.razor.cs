using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using MissionControl.Core;
using MissionControl.Core.People;
using MissionControl.Core.People.Accounts;
using MissionControl.Web.Account.SingleSignOn;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Account;

/// <summary>Where a set-up link makes the first administrator, and an invited person (or one who forgot it) chooses a password.</summary>
public sealed partial class PasswordPage : ComponentBase
{
    private bool _isGood;
    private Person? _person;
    private ImmutableArray<FieldProblem> _problems = [];

    [SupplyParameterFromForm(FormName = "welcome", Name = "Entry")]
    public WelcomeEntry? Typed { get; set; }

    [SupplyParameterFromQuery(Name = "key")]
    public string? Key { get; set; }

    [CascadingParameter]
    public required HttpContext Http { get; set; }

    [Inject]
    internal SetUpLink SetUp { get; init; } = null!;

    [Inject]
    internal PeopleDesk Desk { get; init; } = null!;

    [Inject]
    internal SessionBook Sessions { get; init; } = null!;

    [Inject]
    public required SignInSettings SignIn { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private WelcomeEntry Entry { get; set; } = new();

    private bool IsSetUp => Http.Request.Path.StartsWithSegments(Routes.SetUp, StringComparison.OrdinalIgnoreCase);

    protected override async Task OnInitializedAsync()
    {
        Entry = Typed ?? new();
        _person = IsSetUp ? null : await Desk.FindByLinkAsync(Key, CancellationToken.None);
        _isGood = IsSetUp ? await SetUp.IsGoodAsync(Key, CancellationToken.None) : _person is not null;
        if (!_isGood)
            Http.Response.StatusCode = StatusCodes.Status410Gone;
    }

    private async Task SendAsync()
    {
        if (!_isGood)
            return;
        var answer = IsSetUp
            ? await Desk.AddAsync(Entry.Name, Entry.Email, Entry.Password, Entry.Again, Role.Administrator, isFirst: true, Http.Actor(), CancellationToken.None)
            : await Desk.JoinAsync(Key, Entry.Password, Entry.Again, Http.Actor().From, CancellationToken.None);
        _problems = answer.Problems;
        if (answer.Person is not { } person)
            return;
        // Whoever has a second factor shows it all the same.
        if (person.HasSecondFactor)
        {
            Navigation.NavigateTo(Routes.SignIn());
            return;
        }

        await PeopleCookie.GiveAsync(Http, await Sessions.BeginAsync(person, "link", Http, CancellationToken.None));
        Navigation.NavigateTo(Routes.Board);
    }

    private string? Says(string field) => _problems.FirstOrDefault(problem => problem.Field == field)?.Words;
}

public sealed class WelcomeEntry
{
    public string? Name { get; set; }

    public string? Email { get; set; }

    public string? Password { get; set; }

    public string? Again { get; set; }
}
