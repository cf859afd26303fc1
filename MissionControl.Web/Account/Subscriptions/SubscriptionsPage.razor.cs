using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using MissionControl.Core;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Alerts.Telling.Subscribing;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.People.Accounts;
using MissionControl.Web.Alerts;

namespace MissionControl.Web.Account.Subscriptions;

/// <summary>What a person wants to be told themselves: a static page of forms. Everything on it is about whoever asks, and nobody else.</summary>
public sealed partial class SubscriptionsPage : ComponentBase
{
    private const int MostSent = 50;

    private Person? _person;
    private string? _said;
    private DateTimeOffset _now;
    private ImmutableArray<FieldProblem> _problems = [];
    private ImmutableArray<SubscriptionLine> _lines = [];
    private ImmutableArray<ToldLine> _sent = [];

    [SupplyParameterFromForm(FormName = "add", Name = "Entry")]
    public SubscriptionEntry? Typed { get; set; }

    [CascadingParameter]
    public required HttpContext Http { get; set; }

    [Inject]
    internal IAccountStore Accounts { get; init; } = null!;

    [Inject]
    public required ISubscriptionStore Subscriptions { get; init; }

    [Inject]
    public required LetterDesk Letters { get; init; }

    [Inject]
    public required BoardFeed Feed { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private SubscriptionEntry Entry { get; set; } = new();

    private Definitions Definitions => Feed.Current.Definitions;

    private TimeZoneInfo Zone => Definitions.Organisation.Zone;

    protected override async Task OnInitializedAsync()
    {
        _now = Clock.GetUtcNow();
        Entry = Typed ?? new();
        _person = Http.User.FindPerson() is { } id ? await Accounts.FindAsync(id, CancellationToken.None) : null;
        await ListAsync();
    }

    private async Task AddAsync()
    {
        if (_person is not { } person)
            return;
        var subscription = Entry.ToSubscription(person.Id, _now);
        _problems = SubscriptionRules.Check(subscription, Definitions);
        if (!_problems.IsEmpty)
            return;
        if (await Subscriptions.AddAsync(subscription, Http.Actor(), CancellationToken.None))
            (_said, Entry) = ("You are told from now on.", new());
        else
            _problems = [new("", $"You have {SubscriptionRules.MostOfAPerson} subscriptions already. Remove one first.")];
        await ListAsync();
    }

    private async Task RemoveAsync(Guid id)
    {
        if (_person is not { } person)
            return;
        _said = await Subscriptions.RemoveAsync(id, person.Id, _now, Http.Actor(), CancellationToken.None) ? "Removed." : "It was removed already.";
        await ListAsync();
    }

    private async Task TestAsync()
    {
        if (_person is not { } person)
            return;
        await Letters.TestAsync(person.Id, person.Email, Http.Actor(), CancellationToken.None);
        _said = $"A test to {person.Email} is on its way. Load this page again to see what became of it.";
        await ListAsync();
    }

    private async Task ListAsync()
    {
        if (_person is not { } person)
            return;
        _lines = [.. (await Subscriptions.ReadAsync(person.Id, CancellationToken.None)).Select(one => SubscriptionLine.From(one, Definitions))];
        _sent = [.. (await Letters.SentToAsync(person.Id, MostSent, CancellationToken.None)).Select(letter => ToldLine.From(letter, Definitions))];
    }

    private string AudienceName(Audience audience) => Definitions.Audiences.FirstOrDefault(one => one.Id == audience)?.Name ?? ToldWords.Audience(audience);

    private string? Says(string field) => _problems.FirstOrDefault(problem => problem.Field == field)?.Words;

    private string? Invalid(string field) => Says(field) is null ? null : "true";
}
