using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MissionControl.Core.Board;
using MissionControl.Core.Journal;
using MissionControl.Core.Wording;

namespace MissionControl.Core.Services.History;

/// <summary>
/// What has been seen of all services, and what of it is not saved yet. A decision of (what is known, what is seen, now); it reads no clock.
/// Not thread-safe: the recorder holds a lock around it.
/// </summary>
internal sealed class HealthTimeline
{
    /// <summary>Nobody looking for longer than this is a gap. A restart that is quicker and finds the same health is none.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(2);

    /// <summary>After a start metrics are judged before their past is known: what is seen in this time is not what stays, and is left out.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromSeconds(20);

    /// <summary>How long spans are kept; finished days outlive them.</summary>
    public static readonly TimeSpan SpansKept = TimeSpan.FromDays(100);

    public const int LongestReason = 300;

    private const int MostSpans = 2000;
    private static readonly TimeSpan KeptWhole = TimeSpan.FromDays(2);

    private readonly Dictionary<string, Line> _lines = [];
    private readonly Dictionary<(string Service, DateTimeOffset From), HealthSpan> _unsaved = [];
    private readonly List<JournalFact> _facts = [];
    private readonly DateTimeOffset _began;
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;
    private HealthCut? _cut;
    private DateOnly? _rolledUpTo;

    public HealthTimeline(ImmutableArray<ServicePast> kept, DateTimeOffset began)
    {
        _began = began;
        foreach (var past in kept)
        {
            _lines[past.Service] = new() { Spans = past.Spans, Days = past.Days };
            if (past.Spans is [.., { To: var to }] && to > SeenUntil)
                SeenUntil = to;
            if (past.Days is [.., { Day: var day }] && !(day <= _rolledUpTo))
                _rolledUpTo = day;
        }
    }

    /// <summary>The last moment at which anything was seen.</summary>
    public DateTimeOffset SeenUntil { get; private set; }

    /// <summary>Takes in how all services stand. Answers whether anything began or ended, so that it is worth saving at once.</summary>
    public bool See(ImmutableArray<ServiceStatus> services, DateTimeOffset now, TimeZoneInfo zone)
    {
        // First of all: a day that is over here may go on elsewhere.
        _zone = zone;
        if (now >= _began && now - _began < Settling)
            return false;
        var changed = now < SeenUntil;
        if (changed)
            Cut(new(now, HealthDay.At(now, zone)));
        if (now - SeenUntil > Tolerance)
            foreach (var line in _lines.Values)
                line.IsOpen = false;
        var named = new HashSet<string>();
        foreach (var status in services)
            if (named.Add(status.Service.Id))
                changed |= See(status, now);
        foreach (var (service, line) in _lines)
            if (line.IsOpen && !named.Contains(service))
            {
                // It left the catalog: its past ends here.
                Lengthen(line, now);
                line.IsOpen = false;
                changed = true;
            }

        SeenUntil = now;
        return changed;
    }

    public ImmutableDictionary<string, ServicePast> Read() => _lines.ToImmutableDictionary(static line => line.Key, static line => new ServicePast(line.Key, line.Value.Spans, line.Value.Days));

    /// <summary>All that is to be saved, as of now; it stays so until <see cref="Saved"/>.</summary>
    public HealthSaving Unsaved()
    {
        var days = Yesterday is { } yesterday && !(_rolledUpTo >= yesterday)
            ? _lines.SelectMany(line => HealthDay.Finished(line.Value.Spans, _rolledUpTo, SeenUntil, _zone).Select(day => new ServiceDay(line.Key, day))).ToImmutableArray()
            : [];
        return new(_cut, [.. _unsaved.Values], days, [.. _facts]);
    }

    /// <summary>That is kept now.</summary>
    public void Saved(HealthSaving saving)
    {
        if (_cut == saving.Cut)
            _cut = null;
        foreach (var span in saving.Spans)
            if (_unsaved.TryGetValue((span.Service, span.From), out var newest) && newest == span)
                _unsaved.Remove((span.Service, span.From));
        _facts.RemoveRange(0, saving.Facts.Length);
        // A clock that went back meanwhile takes back the days, too.
        if (_cut is not null)
            return;
        foreach (var (service, day) in saving.Days)
            if (_lines.TryGetValue(service, out var line))
                line.Days = line.Days.Add(day);
        if (Yesterday is { } yesterday && !(_rolledUpTo >= yesterday))
        {
            _rolledUpTo = saving.Days.IsEmpty ? _rolledUpTo : saving.Days.Max(static day => day.Day.Day);
            Trim();
        }
    }

    private DateOnly? Yesterday => SeenUntil == default ? null : HealthDay.At(SeenUntil, _zone).AddDays(-1);

    private bool See(ServiceStatus status, DateTimeOffset now)
    {
        var reason = status.Words.Length <= LongestReason ? status.Words : status.Words[..(LongestReason - 1)] + "…";
        var seen = new HealthSpan(status.Service.Id, now, now, status.Health, reason);
        if (!_lines.TryGetValue(seen.Service, out var line))
            _lines.Add(seen.Service, line = new());
        if (line.IsOpen)
            return Continue(line, seen);
        // Everything is unseen for a moment after a start, which says nothing about the service.
        if (seen.Health == Health.Unknown && now - _began < Tolerance)
            return false;
        line.IsOpen = true;
        var isShort = line.Spans is [.., var last] && last.Health == seen.Health && last.Health != Health.Unknown && now - last.To <= Tolerance;
        if (isShort)
            return Continue(line, seen);
        Add(line, seen);
        return true;
    }

    private bool Continue(Line line, HealthSpan seen)
    {
        var last = line.Spans[^1];
        Lengthen(line, seen.From);
        if (last.Health == seen.Health && last.Reason == seen.Reason)
            return false;
        if (last.Health != seen.Health)
            _facts.Add(new("service.health", seen.Service, "system", seen.From, new JsonObject
            {
                ["after"] = seen.Health.ToString(),
                ["before"] = last.Health.ToString(),
                ["since"] = Words.Machine(seen.From),
            }));
        Add(line, seen);
        return true;
    }

    private void Lengthen(Line line, DateTimeOffset to)
    {
        var longer = line.Spans[^1] with { To = to };
        line.Spans = line.Spans.SetItem(line.Spans.Length - 1, longer);
        _unsaved[(longer.Service, longer.From)] = longer;
    }

    private void Add(Line line, HealthSpan span)
    {
        // One that lasted no time at all is none.
        if (line.Spans is [.., { Length.Ticks: 0 } nothing] && nothing.From == span.From)
            line.Spans = line.Spans.RemoveAt(line.Spans.Length - 1);
        line.Spans = line.Spans.Add(span);
        _unsaved[(span.Service, span.From)] = span;
    }

    /// <summary>The newest clock counts: what was recorded of later moments has not happened yet.</summary>
    private void Cut(HealthCut cut)
    {
        _cut = _cut is null || cut.At < _cut.At ? cut : _cut;
        foreach (var key in _unsaved.Keys.Where(key => key.From >= cut.At).ToList())
            _unsaved.Remove(key);
        foreach (var line in _lines.Values)
        {
            line.Spans = [.. line.Spans.Where(span => span.From < cut.At)];
            line.Days = [.. line.Days.Where(day => day.Day < cut.Day)];
            line.IsOpen &= !line.Spans.IsEmpty;
            if (line.Spans is [.., { To: var to }] && to > cut.At)
                Lengthen(line, cut.At);
        }

        if (_rolledUpTo >= cut.Day)
            _rolledUpTo = cut.Day.AddDays(-1);
        SeenUntil = cut.At;
    }

    private void Trim()
    {
        foreach (var line in _lines.Values)
        {
            var spare = line.Spans.Length - MostSpans;
            line.Spans = [.. line.Spans.Where((span, index) => span.To >= SeenUntil - (index < spare ? KeptWhole : SpansKept))];
        }
    }

    private sealed class Line
    {
        public ImmutableArray<HealthSpan> Spans { get; set; } = [];

        public ImmutableArray<HealthDay> Days { get; set; } = [];

        /// <summary>Its last span goes on.</summary>
        public bool IsOpen { get; set; }
    }
}
