using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using MissionControl.Core.Board;
using MissionControl.Core.Incidents;
using MissionControl.Core.Maintenance;
using MissionControl.Core.Services;
using MissionControl.Core.Services.History;
using MissionControl.Core.StatusPage;
using MissionControl.Tests.Support;
using MissionControl.Tests.Support.StatusPage;
using MissionControl.Web.StatusPage;

namespace MissionControl.Tests.StatusPage;

public sealed class StatusPublisherTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _clock = new(A.Moment);
    private readonly BoardFeed _board;
    private readonly IncidentFeed _incidents = new();
    private readonly WorkFeed _works = new();
    private readonly StatusSite _site;
    private readonly StatusFile _file;
    private readonly StatusPublisher _publisher;
    private long _version;

    public StatusPublisherTests()
    {
        (_board, _site, _file) = (new(_clock), new(_clock, new("")), new(Path.Combine(_folder.Path, StatusFile.Name)));
        _incidents.Publish(new(1, IncidentsSnapshot.None.All));
        _works.Publish(new(1, WorksSnapshot.None.All));
        _publisher = new(_board, _incidents, _works, new HealthFeed(), _site, _file, new(new NoPost(), new("", "", null, 1)), _clock, NullLogger<StatusPublisher>.Instance);
    }

    public void Dispose()
    {
        _publisher.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Before_the_board_knows_anything_nothing_is_published()
    {
        Assert.False(_publisher.Publish());
        Assert.Equal("We cannot see at the moment whether things are working.", Headline.Of(_site.Current.Model, _clock.GetUtcNow(), StatusWords.Usual));
    }

    [Fact]
    public void Before_incidents_are_read_the_last_word_stays()
    {
        using var publisher = new StatusPublisher(_board, new IncidentFeed(), _works, new HealthFeed(), _site, _file, new(new NoPost(), new("", "", null, 1)), _clock, NullLogger<StatusPublisher>.Instance);
        See(Health.Operational);
        Assert.False(publisher.Publish());
    }

    [Fact]
    public void Before_planned_work_is_read_the_last_word_stays()
    {
        using var publisher = new StatusPublisher(_board, _incidents, new WorkFeed(), new HealthFeed(), _site, _file, new(new NoPost(), new("", "", null, 1)), _clock, NullLogger<StatusPublisher>.Instance);
        See(Health.Operational);
        Assert.False(publisher.Publish());
    }

    [Fact]
    public void What_says_the_same_is_rendered_once_a_minute_and_no_more()
    {
        See(Health.Operational);
        Assert.True(_publisher.Publish());
        _clock.Advance(TimeSpan.FromSeconds(59));
        See(Health.Operational);
        Assert.False(_publisher.Publish());
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(_publisher.Publish());
        Assert.Equal(A.Moment.AddMinutes(1), _site.Current.Model.At);
    }

    [Fact]
    public void What_says_something_else_is_rendered_at_once_and_kept_in_a_file()
    {
        See(Health.Operational);
        _publisher.Publish();
        See(Health.MajorOutage);
        Assert.True(_publisher.Publish());
        Assert.Equal(ComponentState.Down, _site.Current.Model.Components[0].State);
        _incidents.Publish(new(1, ImmutableSortedDictionary<int, Incident>.Empty.Add(1, new IncidentBuilder(1, Severity.Sev1, A.Moment).Says(Phase.Investigating, "We are on it.", A.Moment).Build())));
        Assert.True(_publisher.Publish());
        Assert.Equal("We are on it.", _file.Read()!.Incidents[0].Updates[0].Text);
    }

    [Fact]
    public void When_nobody_publishes_any_more_the_page_stops_claiming_that_all_is_well()
    {
        See(Health.Operational);
        _publisher.Publish();
        var edition = _site.Current;
        _clock.Advance(StatusSite.Oldest);
        Assert.Same(edition, _site.Current);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("We cannot see at the moment whether things are working.", System.Text.Encoding.UTF8.GetString(_site.Current.Usual.Body.Span), StringComparison.Ordinal);
        Assert.Same(_site.Current, _site.Current);
    }

    [Fact]
    public async Task After_a_restart_the_last_word_stands_with_its_age_until_there_is_a_new_one()
    {
        _file.Write(new PublicCase().With("identity", Health.MajorOutage).Make() with { At = A.Moment.AddMinutes(-10) });
        await _publisher.StartAsync(default);
        await Eventually.Holds(() => Task.FromResult(_site.Current.Model.At == A.Moment.AddMinutes(-10)));
        See(Health.Operational);
        await Eventually.Holds(() => Task.FromResult(_site.Current.Model.At == A.Moment));
        await _publisher.StopAsync(default);
    }

    private void See(Health health)
    {
        var facts = new PublicCase().With("identity", health).Facts();
        _board.Publish(A.Board().Version(++_version).Build() with { Definitions = facts.Definitions, Services = facts.Services });
    }
}
