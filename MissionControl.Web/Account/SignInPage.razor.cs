using Microsoft.AspNetCore.Components;
using MissionControl.Core.People;
using MissionControl.Core.People.Accounts;
using MissionControl.Web.Account.SingleSignOn;

namespace MissionControl.Web.Account;

/// <summary>Password first, then a code for whoever has a second factor. A static page of forms.</summary>
public sealed partial class SignInPage : ComponentBase
{
    private const string Wrong = "That did not work. Check the address and the password; after many tries it is locked for some minutes.";

    private string? _problem;
    private string? _pending;
    private bool _offersDemo;

    [SupplyParameterFromForm(FormName = "password", Name = "Entry")]
    public SignInEntry? Typed { get; set; }

    [SupplyParameterFromForm(FormName = "code", Name = "Second")]
    public CodeEntry? TypedCode { get; set; }

    /// <summary>Why single sign-on let nobody in.</summary>
    [SupplyParameterFromQuery(Name = "refused")]
    public string? Refused { get; set; }

    [SupplyParameterFromQuery(Name = "return")]
    public string? Back { get; set; }

    [CascadingParameter]
    public required HttpContext Http { get; set; }

    [Inject]
    internal SignInDesk Desk { get; init; } = null!;

    [Inject]
    internal DemoPeople Demo { get; init; } = null!;

    [Inject]
    internal SessionBook Sessions { get; init; } = null!;

    [Inject]
    public required SignInSettings SignIn { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private SignInEntry Entry { get; set; } = new();

    protected override void OnInitialized()
    {
        Entry = Typed ?? new();
        // The form that was posted must be there again to be found.
        _pending = TypedCode?.Pending;
        _problem = SignIn.Provider is { } provider && Http.Request.Method is "GET" ? ProviderReasons.Words(Refused, provider.Name) : null;
        _offersDemo = Demo.IsOffered(Http);
    }

    private async Task CheckAsync()
    {
        var answer = await Desk.CheckAsync(Entry.Email, Entry.Password, Http.Actor(), CancellationToken.None);
        if (answer.Person is { } person)
            await LetInAsync(person, "password");
        else if (answer.Pending is { } pending)
            _pending = pending;
        else
            _problem = Wrong;
    }

    private async Task CheckCodeAsync()
    {
        var answer = await Desk.CheckCodeAsync(TypedCode?.Pending, TypedCode?.Code, Http.Actor(), CancellationToken.None);
        if (answer.Person is { } person)
            await LetInAsync(person, "second factor");
        else
            (_pending, _problem) = (answer.Pending, answer.Pending is null ? "That took too long. Begin again." : "That code is not right. Codes are good for half a minute; each recovery code is good once.");
    }

    private async Task DemoAsync(Role role)
    {
        if (Demo.IsOffered(Http))
            await LetInAsync(await Demo.FindAsync(role, Http.Actor(), CancellationToken.None), "demo");
    }

    private async Task LetInAsync(Person person, string how)
    {
        await PeopleCookie.GiveAsync(Http, await Sessions.BeginAsync(person, how, Http, CancellationToken.None));
        Navigation.NavigateTo(WayIn.Back(Back));
    }
}

public sealed class SignInEntry
{
    public string? Email { get; set; }

    public string? Password { get; set; }
}

public sealed class CodeEntry
{
    public string? Pending { get; set; }

    public string? Code { get; set; }
}
