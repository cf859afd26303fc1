using System.Globalization;

namespace MissionControl.Bench.StatusPages;

/// <summary>The whole app with a status page, and somebody who tells the public something.</summary>
internal sealed class ToldApp(Workplace place, Uri? address)
{
    private int? _incident;
    private int _said;

    public ServerProcess Server { get; private set; } = null!;

    public Uri Address => address ?? Server.Address;

    public Uri Page => new(Address, "/status");

    public static async Task<ToldApp> StartAsync(Workplace place)
    {
        await place.WriteCatalogAsync("demo: { seed: 7 }", PublicPlace.Components, static number => $"    kind: rate\n    query: q{number}\n    unit: / hour\n    services: [service-{number}]\n", PublicPlace.Catalog());
        var first = new ToldApp(place, null) { Server = await ServerProcess.StartAsync(typeof(ToldApp).Assembly.Location, ["serve-app", .. place.Arguments], HasSpokenAsync) };
        return new ToldApp(place, first.Server.Address) { Server = first.Server };
    }

    /// <summary>At the address where it was.</summary>
    public async Task StartAgainAsync() => Server = await ServerProcess.StartAsync(typeof(ToldApp).Assembly.Location, Address, ["serve-app", .. place.Arguments], HasSpokenAsync);

    /// <summary>Words that were not said before, as soon as they are confirmed.</summary>
    public async Task<string> SayAsync()
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"We are looking into it, word {++_said}.");
        using var answer = await ServerProcess.Http.PostAsync(new Uri(Address, $"/bench/say?text={Uri.EscapeDataString(text)}{(_incident is { } number ? $"&incident={number}" : "")}"), null);
        answer.EnsureSuccessStatusCode();
        _incident = int.Parse(await answer.Content.ReadAsStringAsync(), CultureInfo.InvariantCulture);
        return text;
    }

    private static async Task<bool> HasSpokenAsync(Uri address) =>
        (await ServerProcess.Http.GetStringAsync(new Uri(address, "/api/v2/components.json"))).Split("\"component-").Length > PublicPlace.Components;
}
