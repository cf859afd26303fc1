using MissionControl.Bench.Circuits;
using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Core.People;
using MissionControl.Web.Account;
using MissionControl.Web.Hosting;

namespace MissionControl.Bench;

/// <summary>The whole product, and beside it what a bench must be able to ask: to collect its garbage, and to forget whom it remembers.</summary>
internal static class AppServer
{
    /// <summary>A request with this header is a viewer's without anybody looking at what it shows.</summary>
    public const string Unchecked = "X-Bench-Unchecked";

    public static async Task<int> RunAsync(string[] arguments)
    {
        await using var app = MissionApp.Create(arguments, static builder =>
            BenchPerson.AddWhere(builder.Services, static context => context.Request.Headers.ContainsKey(Unchecked)));
        app.MapGet("/bench/memory", static () => Memory.Settled()).OpenToAnyone("figures");
        app.MapGet("/bench/forget", static (SessionBook sessions) => sessions.Forget()).OpenToAnyone("figures");
        app.MapPost("/bench/say", SayAsync).OpenToAnyone("figures").DisableAntiforgery();
        await app.RunAsync();
        return 0;
    }

    /// <summary>Tells the public something of an incident, or of a new one, as its room does.</summary>
    private static async Task<IResult> SayAsync(int? incident, string text, IncidentDesk desk, CancellationToken cancellationToken)
    {
        var number = incident
            ?? (await desk.DeclareAsync(new("Told to the public", Severity.Sev3, [], [], null, null, false), Actor.System, Guid.NewGuid(), cancellationToken)).Incident!.Number;
        var answer = await desk.DoAsync(number, new Updated("Something is slow", text, "", Phase.Investigating, null, ["component-1"]), Actor.System, null, Guid.NewGuid(), cancellationToken);
        return answer.IsDone ? Results.Ok(number) : Results.Problem(string.Join("; ", answer.Problems));
    }
}
