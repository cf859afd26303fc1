using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using MissionControl.Core;
using MissionControl.Core.Board;
using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Core.Incidents.Updates;
using MissionControl.Web.Incidents;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Publishing;

/// <summary>A public update: of an open incident, or with a new one. A form without a circuit: it must work when much else does not.</summary>
public sealed partial class WritePage : ComponentBase
{
    private static readonly int[] Within = [15, 30, 60, 120, 240];

    private Incident? _incident;
    private Updated? _update;
    private DateTimeOffset? _at;
    private ImmutableArray<PlainFinding> _findings = [];
    private ImmutableArray<FieldProblem> _problems = [];
    private DateTimeOffset _now;

    [SupplyParameterFromQuery(Name = "incident")]
    public int? Number { get; set; }

    [SupplyParameterFromQuery(Name = "begin")]
    public string? Template { get; set; }

    [SupplyParameterFromForm(FormName = "write", Name = "Entry")]
    public PublishEntry? Typed { get; set; }

    [Inject]
    public required BoardFeed Board { get; init; }

    [Inject]
    public required RoomDesk Desk { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private PublishEntry Entry { get; set; } = new();

    private TimeZoneInfo Zone => Board.Current.Definitions.Organisation.Zone;

    private IncidentPractice Practice => Board.Current.Definitions.Incidents;

    private string Heading => Number is null ? "Tell the public of an incident" : "The next public update";

    // One that is over needs no incident to be declared.
    private IEnumerable<Phase> Phases => Number is null ? Enum.GetValues<Phase>().Where(static phase => phase != Phase.Resolved) : Enum.GetValues<Phase>();

    protected override async Task OnInitializedAsync()
    {
        _now = Clock.GetUtcNow();
        _incident = Number is { } number ? await Desk.FindAsync(number, CancellationToken.None) : null;
        Entry = Typed ?? Begin();
    }

    private PublishEntry Begin()
    {
        var last = _incident?.Updates is [.., var entry] ? entry : null;
        var template = Practice.Templates.FirstOrDefault(template => template.Name == Template);
        var severity = _incident?.Severity ?? Severity.Sev3;
        return new()
        {
            Key = Guid.NewGuid(),
            Title = template?.Title ?? last?.Title,
            Text = template?.Text,
            TellUsers = template?.TellUsers ?? last?.TellUsers,
            Phase = (_incident?.Phase ?? Phase.Investigating).ToString(),
            Within = (int)Math.Ceiling((Practice.Of(severity).UpdateEvery ?? TimeSpan.FromMinutes(30)).TotalMinutes),
            Components = [.. _incident?.Updates.LastOrDefault(static entry => !entry.Components.IsEmpty)?.Components ?? []],
            Severity = (int)severity,
        };
    }

    private async Task SendAsync()
    {
        if (Number is not null && _incident is null)
            return;
        var definitions = Board.Current.Definitions;
        _update = Entry.Update(_now);
        _at = LocalTime.ReadFirst(Entry.At, Zone)?.At;
        _findings = PlainCheck.Read(_update, definitions.Services.Select(static service => service.Id).Concat(definitions.Bpms.Select(static bpm => bpm.Id)), definitions.Components.Select(static component => component.Id));
        if (!Entry.HasGoodTime(Zone))
        {
            _problems = [new("at", "That is no date and time.")];
            return;
        }

        if (Entry.IsCheck)
            return;
        ImmutableArray<string> services = [.. definitions.Components.Where(component => _update.Components.Contains(component.Id)).SelectMany(static component => component.Services).Distinct()];
        var answer = Number is { } number
            ? await Desk.DoAsync(number, _update, _at, Entry.Key, CancellationToken.None)
            : await Desk.PublishAsync(Entry.Declare(services, _at), _update, _at, Entry.Key, CancellationToken.None);
        _problems = answer.Problems;
        if (answer.IsDone)
            Navigation.NavigateTo(Routes.Publishing);
    }

    private string? Says(string field) => _problems.FirstOrDefault(problem => problem.Field == field)?.Words;
}
