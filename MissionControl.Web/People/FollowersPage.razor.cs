using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using MissionControl.Core.Board;
using MissionControl.Core.StatusPage.Followers;
using MissionControl.Web.Account;

namespace MissionControl.Web.People;

/// <summary>How many follow the status page by mail, and removing one on request: a static page of forms that works without scripts.</summary>
public sealed partial class FollowersPage : ComponentBase
{
    private const int Shown = 20;

    private FollowerCounts? _counts;
    private ImmutableArray<FollowerLine> _lines = [];
    private string? _said;
    private string? _problem;

    [SupplyParameterFromForm(FormName = "remove", Name = "Entry")]
    public FollowerEntry? Typed { get; set; }

    [CascadingParameter]
    public required HttpContext Http { get; set; }

    [Inject]
    public required IFollowerStore Store { get; init; }

    [Inject]
    public required FollowOffer Offer { get; init; }

    [Inject]
    public required BoardFeed Feed { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private FollowerEntry Entry { get; set; } = new();

    protected override Task OnInitializedAsync()
    {
        Entry = Typed ?? new();
        return ListAsync();
    }

    private async Task RemoveAsync()
    {
        if (FollowRules.Address(Entry.Address) is not { } address)
        {
            _problem = "Give a whole e-mail address, such as ada@example.org.";
            return;
        }

        _said = await Store.RemoveAsync(address, Http.Actor(), Clock.GetUtcNow(), CancellationToken.None)
            ? "The address is removed; nothing of it is kept."
            : "Nobody follows with that address.";
        // What was typed is somebody's address: it does not come back.
        Entry = new();
        await ListAsync();
    }

    private async Task ReviveAsync()
    {
        await Store.ReviveAsync(Http.Actor(), Clock.GetUtcNow(), CancellationToken.None);
        _said = "They get what is new from now on.";
        await ListAsync();
    }

    private async Task ListAsync()
    {
        var (now, zone) = (Clock.GetUtcNow(), Feed.Current.Definitions.Organisation.Zone);
        _counts = await Store.CountAsync(Shown, CancellationToken.None);
        _lines = [.. _counts.Newest.Select(follower => FollowerLine.Of(follower, now, zone))];
    }
}

public sealed class FollowerEntry
{
    public string? Address { get; set; }
}
