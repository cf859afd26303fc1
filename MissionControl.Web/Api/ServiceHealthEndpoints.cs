using System.Collections.Immutable;
using System.Data.Common;
using System.Text.Json;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms.Memory;
using MissionControl.Core.Services.History;
using MissionControl.Web.Api.Documents;
using MissionControl.Web.Api.Intake;

namespace MissionControl.Web.Api;

/// <summary>How a service was.</summary>
internal static partial class ServiceHealthEndpoints
{
    /// <summary>More than anybody reads at once.</summary>
    private const int MostSpans = 5000;

    public static void MapServiceHealth(this RouteGroupBuilder api) => api.MapGet("/services/{id}/health", AnswerAsync).Told(_health);

    private static async Task<IResult> AnswerAsync([AsParameters] ServiceHealthQuestion question, HttpContext context)
    {
        var definitions = question.Feed.Current.Definitions;
        if (definitions.Services.All(known => known.Id != question.Id))
            return Problems.UnknownId("service", question.Id, [.. definitions.Services.Select(static known => known.Id)]);
        var now = question.Clock.GetUtcNow();
        var parsed = HistoryRange.Parse(null, question.From, question.To, now);
        if (parsed.Range is not { } range)
            return Problems.Invalid(parsed.Problems.Select(static found => new Core.FieldProblem(found.Field, found.Words)));
        if (question.Health.Current.Version == 0)
            return ComeAgain(context);
        ImmutableArray<HealthSpan> spans;
        try
        {
            spans = await question.Store.ReadAsync(question.Id, range.From, range.To, context.RequestAborted);
        }
        catch (Exception failure) when (failure is DbException or InvalidOperationException or IOException)
        {
            return ComeAgain(context);
        }

        return spans.Length > MostSpans
            ? Problems.Invalid([new Core.FieldProblem("from", $"The range holds {spans.Length} spans, and {MostSpans} are told at most: ask for a shorter one.")])
            : Tag(context, Answer(question, range, spans, now, definitions.Organisation.Zone));
    }

    // As with the history of a BPM: the ends of a range that ends now move each second.
    private static IResult Tag(HttpContext context, ServiceHealthAnswer answer)
    {
        var inside = JsonSerializer.SerializeToUtf8Bytes(answer with { From = default, To = default }, ApiJson.Context.ServiceHealthAnswer);
        return Tagged.As(context, new(Tagged.Of(inside).Tag, isWeak: true), () => Results.Json(answer, ApiJson.Context.ServiceHealthAnswer));
    }

    private static ServiceHealthAnswer Answer(ServiceHealthQuestion question, HistoryRange range, ImmutableArray<HealthSpan> spans, DateTimeOffset now, TimeZoneInfo zone)
    {
        var (first, last) = (HealthDay.At(range.From, zone), HealthDay.At(range.To, zone));
        // At most 400 days are kept, and 400 days touch one day more.
        var back = Math.Min(HealthDay.At(now, zone).DayNumber - first.DayNumber + 1, 401);
        ImmutableArray<HealthDay> days = [.. question.Health.Current.Of(question.Id, back, now, zone).Days.Where(day => day.Day >= first && day.Day <= last)];
        var time = days.Aggregate(default(HealthTime), static (sum, day) => sum + day.Time);
        return new(
            question.Id, range.From, range.To, zone.Id, HealthTime.Rule, time.Uptime, HealthTimeJson.From(time),
            [.. days.Select(HealthDayJson.From)], [.. spans.Select(HealthSpanJson.Of)]);
    }

    // An empty history would say that nothing was recorded.
    private static IResult ComeAgain(HttpContext context)
    {
        context.Response.Headers.RetryAfter = IntakeGate.RetrySeconds;
        return Problems.Unready("What was recorded cannot be read at the moment; ask again in a few seconds");
    }
}

/// <summary>What is asked, and what answers it.</summary>
internal sealed record ServiceHealthQuestion(string Id, string? From, string? To, BoardFeed Feed, HealthFeed Health, IHealthStore Store, TimeProvider Clock);
