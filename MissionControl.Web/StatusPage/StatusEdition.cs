using System.Collections.Concurrent;
using System.Collections.Immutable;
using MissionControl.Core.StatusPage;
using MissionControl.Web.StatusPage.Followers;

namespace MissionControl.Web.StatusPage;

/// <summary>
/// All answers from one public model, each made once: the usual ones at once, the others when somebody asks. There is a bounded number of
/// them, so that nobody keeps it rendering. Thread-safe; an answer that two ask for at once may be made twice.
/// </summary>
internal sealed class StatusEdition
{
    /// <summary>So many choices of components are rendered until the next edition; whoever chooses another one sees all of them.</summary>
    public const int MostChoices = 512;

    /// <summary>Bytes of all these together, after which likewise.</summary>
    public const long MostBytes = 32 * 1024 * 1024;

    private const string HtmlType = "text/html; charset=utf-8";
    private const string JsonType = "application/json; charset=utf-8";

    private readonly ConcurrentDictionary<StatusKey, StatusAnswer> _made = new();
    private readonly string _origin;
    private readonly bool _takesFollowers;
    private int _choices;
    private long _bytes;

    /// <param name="model">What it says.</param>
    /// <param name="now">When it is made, UTC.</param>
    /// <param name="origin">Before addresses in feeds and the API: scheme and host without a slash; may be empty.</param>
    /// <param name="takesFollowers">See <see cref="StatusOrigin.TakesFollowers"/>.</param>
    public StatusEdition(PublicModel model, DateTimeOffset now, string origin, bool takesFollowers = true)
    {
        (Model, Now, _origin, _takesFollowers) = (model, now, origin, takesFollowers);
        foreach (var words in StatusWords.All)
            MakeBest(StatusKey.Of(StatusKind.Page) with { Language = words.Language });
        MakeBest(StatusKey.Of(StatusKind.Summary));
        MakeBest(StatusKey.Of(StatusKind.Status));
        Usual = _made[StatusKey.Of(StatusKind.Page)];
    }

    public PublicModel Model { get; }

    public DateTimeOffset Now { get; }

    /// <summary>The page as most people ask for it.</summary>
    public StatusAnswer Usual { get; }

    public StatusAnswer Find(StatusKey key)
    {
        if (_made.TryGetValue(key, out var made))
            return made;
        if (key.Show.Length > 0 && (Interlocked.Read(ref _bytes) > MostBytes || Interlocked.Increment(ref _choices) > MostChoices))
            return Find(key with { Show = "" });
        var (bytes, body) = Make(key);
        var answer = StatusAnswer.Quick(bytes, body);
        if (_made.TryAdd(key, answer) && key.Show.Length > 0)
            Interlocked.Add(ref _bytes, answer.Length);
        return answer;
    }

    /// <param name="show">Ids of components; empty: all.</param>
    public StatusView View(ImmutableArray<string> show, StatusWords words) => new(Model, show, Now, words, StatusLinks.Server) { TakesFollowers = _takesFollowers };

    private void MakeBest(StatusKey key)
    {
        var (bytes, body) = Make(key);
        _made[key] = StatusAnswer.Best(bytes, body);
    }

    private (byte[] Bytes, StatusBody Body) Make(StatusKey key)
    {
        var view = View(key.Shown, StatusWords.For(key.Language));
        return key.Kind switch
        {
            StatusKind.Page => (StatusHtml.Write(view), OfHtml()),
            StatusKind.History => (HistoryHtml.Write(view), OfHtml()),
            StatusKind.Incident when Model.Incidents.FirstOrDefault(incident => incident.Number == key.Number) is { } incident => (IncidentHtml.Write(view, incident), OfHtml()),
            StatusKind.Incident => (IncidentHtml.WriteNone(view), OfHtml() with { Code = StatusCodes.Status404NotFound }),
            StatusKind.Planned when Model.Planned.FirstOrDefault(work => work.Number == key.Number) is { } work => (PlannedHtml.Write(view, work), OfHtml()),
            StatusKind.Planned => (PlannedHtml.WriteNone(view), OfHtml() with { Code = StatusCodes.Status404NotFound }),
            StatusKind.Calendar => (StatusCalendar.Write(view, _origin), new("text/calendar; charset=utf-8", null, IsForOthers: true)),
            StatusKind.Follow => (FollowPages.Form(view), OfHtml()),
            StatusKind.Atom => (StatusFeeds.Atom(view, _origin), new("application/atom+xml; charset=utf-8", null, IsForOthers: true)),
            StatusKind.Rss => (StatusFeeds.Rss(view, _origin), new("application/rss+xml; charset=utf-8", null, IsForOthers: true)),
            StatusKind.Badge => (StatusBadge.Write(view), new("image/svg+xml; charset=utf-8", "default-src 'none'; style-src 'unsafe-inline'", IsForOthers: true)),
            StatusKind.Snapshot => (PublicModelJson.Write(Model), new(JsonType, null, IsForOthers: true)),
            _ => (StatuspageJson.Write(view, key.Kind, _origin), new(JsonType, null, IsForOthers: true)),
        };
    }

    private StatusBody OfHtml() => new(HtmlType, StatusFrame.PagePolicy(Model), IsForOthers: false);
}
