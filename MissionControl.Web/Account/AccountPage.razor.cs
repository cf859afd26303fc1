using System.Collections.Immutable;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components;
using MissionControl.Core;
using MissionControl.Core.Board;
using MissionControl.Core.People.Accounts;
using MissionControl.Web.Account.SingleSignOn;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Account;

/// <summary>What a person decides for themselves: password, second factor, sessions. A static page of forms.</summary>
public sealed partial class AccountPage : ComponentBase
{
    private Person? _person;
    private FactorKey? _key;
    private string? _said;
    private ImmutableArray<string> _codes = [];
    private ImmutableArray<FieldProblem> _problems = [];
    private ImmutableArray<SessionLine> _sessions = [];

    [SupplyParameterFromForm(FormName = "password", Name = "Password")]
    public PasswordEntry? TypedPassword { get; set; }

    [SupplyParameterFromForm(FormName = "factor-on", Name = "Factor")]
    public FactorEntry? TypedCode { get; set; }

    [SupplyParameterFromForm(FormName = "factor-off", Name = "Factor")]
    public FactorEntry? TypedOff { get; set; }

    [CascadingParameter]
    public required HttpContext Http { get; set; }

    [Inject]
    internal IAccountStore Accounts { get; init; } = null!;

    [Inject]
    internal FactorDesk Desk { get; init; } = null!;

    [Inject]
    internal SessionBook Sessions { get; init; } = null!;

    [Inject]
    public required SignInSettings SignIn { get; init; }

    [Inject]
    public required BoardFeed Feed { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private string Organisation => Feed.Current.Definitions.Organisation.Name;

    protected override async Task OnInitializedAsync()
    {
        _person = Http.User.FindPerson() is { } id ? await Accounts.FindAsync(id, CancellationToken.None) : null;
        // While it is being set up, the form that was posted must find its place again.
        if (_person is { HasSecondFactor: false, FactorKey: not null })
            _key = await Desk.BeginAsync(_person, Organisation);
        await ListAsync();
    }

    private async Task ChangePasswordAsync()
    {
        if (_person is not { } person || TypedPassword is not { } typed)
            return;
        _problems = AccountRules.CheckPassword(typed.Chosen, typed.Again, person.Email);
        if (!_problems.IsEmpty)
            return;
        if (await Desk.ChangePasswordAsync(person, typed.Old, typed.Chosen!, Http.User.FindSession(), Http.Actor()))
            _said = "Your password is changed; every other browser is signed out.";
        else
            _problems = [new("old", "That is not your present password.")];
        await ListAsync();
    }

    private async Task BeginFactorAsync()
    {
        if (_person is { } person)
            _key = await Desk.BeginAsync(person, Organisation);
    }

    private async Task TurnOnAsync()
    {
        if (_person is not { } person)
            return;
        _codes = await Desk.TurnOnAsync(person, TypedCode?.Code, Http.Actor());
        if (_codes.IsEmpty)
            _problems = [new("factor", "That code is not right. Type the one that is shown now.")];
        else
            _said = "Your second factor is on.";
    }

    private async Task TurnOffAsync()
    {
        if (_person is { } person && await Desk.TurnOffAsync(person, TypedOff?.Password, Http.Actor()))
            (_said, _key) = ("Your second factor is off.", null);
        else
            _problems = [new("factor", "That is not your password.")];
    }

    private async Task EndAsync(Guid? session)
    {
        if (_person is not { } person)
            return;
        await Sessions.EndAsync(person.Id, session, null, Http.Actor(), CancellationToken.None);
        if (session is null)
            await Http.SignOutAsync(PeopleCookie.Name);
        Navigation.NavigateTo(session is null ? Routes.SignIn() : Routes.Account);
    }

    private async Task ListAsync()
    {
        var (zone, now) = (Feed.Current.Definitions.Organisation.Zone, Clock.GetUtcNow());
        var all = _person is null ? [] : await Sessions.ReadAsync(_person.Id, CancellationToken.None);
        _sessions = [.. all.Where(session => session.Stands(now)).Select(session => SessionLine.Of(session, Http.User.FindSession(), now, zone))];
    }

    private string? Says(string field) => _problems.FirstOrDefault(problem => problem.Field == field)?.Words;
}

public sealed class PasswordEntry
{
    public string? Old { get; set; }

    public string? Chosen { get; set; }

    public string? Again { get; set; }
}

public sealed class FactorEntry
{
    public string? Code { get; set; }

    public string? Password { get; set; }
}
