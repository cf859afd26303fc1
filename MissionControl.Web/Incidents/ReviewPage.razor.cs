using System.Globalization;
using Microsoft.AspNetCore.Components;
using MissionControl.Core.Board;
using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Reviews;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Core.People;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Incidents;

/// <summary>The review of an incident: figures that draft themselves, and forms without a circuit for what people think of it.</summary>
public sealed partial class ReviewPage : ComponentBase
{
    /// <summary>Characters; a form with that many of any script is still small enough.</summary>
    private const int LongestPart = 5_000;

    private readonly Dictionary<string, string> _names = [];
    private Incident? _incident;
    private IncidentReview? _review;
    private IReadOnlyList<(string Id, string Name)> _people = [];
    private DateTimeOffset _now;
    private DateOnly _today;
    private bool _mayAct;
    private bool _unread;
    private string _said = "";
    private string? _conflict;

    [CascadingParameter]
    public HttpContext? Http { get; set; }

    [Parameter]
    public int Number { get; set; }

    [SupplyParameterFromForm(Name = "Entry")]
    public ReviewEntry? Entry { get; set; }

    [SupplyParameterFromQuery(Name = "saved")]
    public string? Saved { get; set; }

    [Inject]
    public required RoomDesk Desk { get; init; }

    [Inject]
    public required ReviewReader Reader { get; init; }

    [Inject]
    public required BoardFeed Board { get; init; }

    [Inject]
    public required IActorNames Names { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ILogger<ReviewPage> Logger { get; init; }

    private TimeZoneInfo Zone => Board.Current.Definitions.Organisation.Zone;

    /// <summary>"28 Nov 2026".</summary>
    internal static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    protected override async Task OnInitializedAsync()
    {
        _now = Clock.GetUtcNow();
        _today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(_now, Zone).Date);
        _mayAct = await Desk.MayActAsync();
        var cancellation = Http?.RequestAborted ?? CancellationToken.None;
        try
        {
            _incident = await Desk.FindAsync(Number, cancellation);
            if (_incident is { } incident)
            {
                // Nothing is written into one that is part of another.
                _mayAct &= incident.MergedInto is null;
                _review = await Reader.ReadAsync(incident, cancellation);
                await NameAsync(incident, cancellation);
            }
        }
        catch (Exception failure) when (failure is System.Data.Common.DbException or InvalidOperationException or IOException)
        {
            _unread = _incident is null;
            Logger.LogUnread(failure);
        }

        // Set at the last moment: the framework throws away the body of a page that is a 404 any earlier.
        if (_incident is null)
            Http?.Response.OnStarting(() =>
            {
                Http.Response.StatusCode = _unread ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            });
    }

    private async Task NameAsync(Incident incident, CancellationToken cancellationToken)
    {
        string[] actors = [.. incident.Timeline.Select(static entry => entry.Logged.By).Concat(incident.Members).Concat(incident.FollowUps.Select(static action => action.Owner)).Distinct()];
        foreach (var (actor, name) in await Names.FindAsync(actors, cancellationToken))
            _names[actor] = name;
        _people = _mayAct ? await Desk.RespondersAsync(cancellationToken) : [];
    }

    private string NameOf(string actor) =>
        actor == "system" ? "Mission Control" : _names.GetValueOrDefault(actor) ?? (actor.StartsWith("person:", StringComparison.Ordinal) || actor.StartsWith("token:", StringComparison.Ordinal) ? "Somebody" : actor);

    private TimelineEntry? LastOf(string part) => _incident?.Timeline.FindLast(entry => entry.What is ReviewWritten written && written.Part == part);

    private string? Typed(string? text) => _said.Length > 0 ? text : null;

    private async Task WriteAsync()
    {
        if (Entry is not { Part: { } part } entry || _incident is not { } incident || !ReviewParts.All.Any(known => known.Name == part))
            return;
        if ((entry.Text ?? "").Trim() == (incident.Review.GetValueOrDefault(part) ?? "").Trim())
        {
            Navigation.NavigateTo(Routes.IncidentReviewSaved(Number, part));
            return;
        }

        // What they saw when they began to write; whoever wrote since is not overwritten.
        var seen = incident.Timeline.Find(one => one.Number == entry.Seen && one.What is ReviewWritten written && written.Part == part);
        if ((LastOf(part)?.Number ?? 0) != (seen?.Number ?? 0))
        {
            _conflict = part;
            return;
        }

        var answer = await Desk.DoAsync(Number, new ReviewWritten(part, entry.Text ?? "", (seen?.What as ReviewWritten)?.Text), null, entry.Key, CancellationToken.None);
        if (answer.IsDone)
        {
            Navigation.NavigateTo(Routes.IncidentReviewSaved(Number, part));
            return;
        }

        _incident = answer.Incident ?? incident;
        if (answer.Problems.Any(static problem => problem.Field == "before"))
            _conflict = part;
        else
            Say(answer);
    }

    private async Task AnswerAsync()
    {
        if (Entry is not { } entry || _incident is not { } incident)
            return;
        if (entry.Answer is not ("yes" or "no"))
        {
            _said = "Choose yes or no.";
            return;
        }

        var (last, text) = (LastOf(BpmQuestion.Part), BpmQuestion.Write(entry.Answer == "yes", entry.Text));
        // What they saw when they chose; whoever answered since is not overwritten.
        if ((last?.Number ?? 0) != entry.Seen)
        {
            _said = $"{NameOf(last?.Logged.By ?? "system")} answered meanwhile; nothing of yours was kept. Their answer is shown: answer it anew if it is not yours.";
            return;
        }

        if (text == incident.Review.GetValueOrDefault(BpmQuestion.Part))
            Navigation.NavigateTo(Routes.IncidentReview(Number) + "#bpm");
        else
            await DoAsync(new ReviewWritten(BpmQuestion.Part, text, (last?.What as ReviewWritten)?.Text), entry.Key, "#bpm");
    }

    private Task AskAsync()
    {
        if (Entry is not { } entry)
            return Task.CompletedTask;
        var owner = (entry.Owner ?? "").Trim();
        var known = _people.Where(person => string.Equals(person.Name, owner, StringComparison.OrdinalIgnoreCase)).ToArray();
        DateOnly? due = DateOnly.TryParseExact(entry.Due, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        return DoAsync(new FollowUpAsked(entry.What ?? "", known is [var one] ? one.Id : owner, due), entry.Key, "#actions");
    }

    private Task TickAsync() => Entry is { } entry ? DoAsync(new FollowUpDone(entry.Action, entry.Done), entry.Key, "#actions") : Task.CompletedTask;

    private async Task DoAsync(TimelineEvent what, Guid key, string back)
    {
        var answer = await Desk.DoAsync(Number, what, null, key, CancellationToken.None);
        if (answer.IsDone)
            Navigation.NavigateTo(Routes.IncidentReview(Number) + back);
        else
            Say(answer);
    }

    private void Say(IncidentAnswer answer)
    {
        _said = string.Join(' ', answer.Problems.Select(static problem => problem.Words));
        _incident = answer.Incident ?? _incident;
    }
}

public sealed class ReviewEntry
{
    /// <summary>Sent twice, it is done once.</summary>
    public Guid Key { get; set; }

    public string? Part { get; set; }

    public string? Text { get; set; }

    /// <summary>The number of the entry that wrote the part last when they saw it; 0: nobody had.</summary>
    public int Seen { get; set; }

    /// <summary>Whether there was a BPM: yes or no.</summary>
    public string? Answer { get; set; }

    public string? What { get; set; }

    public string? Owner { get; set; }

    public string? Due { get; set; }

    /// <summary>The number of an action.</summary>
    public int Action { get; set; }

    public bool Done { get; set; }
}
