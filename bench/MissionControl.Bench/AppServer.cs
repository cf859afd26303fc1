using MissionControl.Bench.Circuits;
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
        await app.RunAsync();
        return 0;
    }
}
