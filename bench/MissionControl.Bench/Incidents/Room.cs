using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Microsoft.Playwright;
using MissionControl.Bench.Alerts;
using MissionControl.Bench.Circuits;

namespace MissionControl.Bench.Incidents;

/// <summary>A room with a hundred people in it: how soon all see a note. And one with a timeline of 5,000 entries in Chromium: first paint, and how soon a letter stands there.</summary>
internal static class Room
{
    private const int People = 100;
    private const int Written = 30;
    private const int Long = 5000;
    private const int Loads = 7;
    private const int AtOnce = 16;
    private static readonly TimeSpan _apart = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan _most = TimeSpan.FromSeconds(20);

    public static async Task<IReadOnlyList<Figure>> RunAsync(string app)
    {
        using var place = new Workplace();
        await using var office = await AlertOffice.OpenAsync(place);
        await SignedIn.AddAsync(app, place, "Responder");
        using var client = office.Client();
        var notes = new Notes(client);
        await using var server = await ServerProcess.StartAsync(app, [.. place.Arguments, .. AlertOffice.Unlimited], static async address => await SignedIn.AskAsync(new Uri(address, "/api/v1/board")) is not null);
        var (times, lost) = await SeenAsync(notes, server.Address);
        var number = await notes.DeclareAsync(server.Address, "A long night");
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            for (var note = Interlocked.Increment(ref next); note <= Long; note = Interlocked.Increment(ref next))
                if (await notes.WriteAsync(server.Address, number, $"Note {note} of a long night, with **some** words in it.", Guid.NewGuid()) is not 200 and var status)
                    throw new InvalidOperationException($"The app answered {status}.");
        }));
        var room = new LongList(new Uri(server.Address, $"/incidents/{number}"), ".timeline > li", $"Note {Long}");
        return await Browser.WithAsync<IReadOnlyList<Figure>>(async browser =>
        {
            var html = await ServerProcess.Http.GetStringAsync(room.Address);
            await File.WriteAllTextAsync(place["plain.html"], FirstPaint.Bare(html));
            await using var plain = await ServerProcess.StartAsync(typeof(Room).Assembly.Location, ["serve-plain", "{url}", place["plain.html"]], ServerProcess.SaysYesAsync);
            var (paints, yardsticks) = (new List<double>(), new List<double>());
            for (var load = 0; load < Loads; load++)
            {
                paints.Add((await room.LoadAsync(browser)).Paint);
                yardsticks.Add(await FirstPaint.PaintAsync(browser, plain.Address));
            }

            var letters = await TypeAsync(browser, room.Address);
            return
            [
                new($"note answered or seen by each of {People} others, from when it was sent, p95 of {times.Count:#,0}", Figure.Quantile(times, 0.95), 500, "ms", "median", Figure.Quantile(times, 0.5)),
                new("of them not seen in 20 s", lost, 0, "", "–", null),
                new($"room with {Long:#,0} entries: first contentful paint, cold, median of {Loads}", Figure.Quantile(paints, 0.5), 500, "ms", "same HTML, no styles or scripts, least server", Figure.Quantile(yardsticks, 0.5)),
                new($"from a key to its letter drawn, p95 of {letters.Count}", Figure.Quantile(letters, 0.95), 50, "ms", "median", Figure.Quantile(letters, 0.5)),
            ];
        });
    }

    private static async Task<(IReadOnlyList<double> Times, int Lost)> SeenAsync(Notes notes, Uri server)
    {
        var number = await notes.DeclareAsync(server, "Some people cannot sign in");
        ConcurrentDictionary<(int Person, int Note), long> seen = [];
        var marks = Enumerable.Range(0, Written).Select(static note => Encoding.UTF8.GetBytes($"note-{note}-end")).ToArray();
        var current = -1;
        var people = Enumerable.Range(0, People).Select(person => new CircuitClient(new Uri(server, $"/incidents/{number}"), batch =>
        {
            var (now, note) = (Stopwatch.GetTimestamp(), Volatile.Read(ref current));
            if (note >= 0 && batch.AsSpan().IndexOf(marks[note]) >= 0)
                seen.TryAdd((person, note), now);
        })).ToArray();
        List<double> times = [];
        var lost = 0;
        try
        {
            foreach (var person in people)
                await person.OpenAsync(CancellationToken.None);
            await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);
            for (var note = 0; note < Written; note++)
            {
                Volatile.Write(ref current, note);
                var began = Stopwatch.GetTimestamp();
                if (await notes.WriteAsync(server, number, $"note-{note}-end", Guid.NewGuid()) != 200)
                    throw new InvalidOperationException("A note was not taken.");
                while (Enumerable.Range(0, People).Any(person => !seen.ContainsKey((person, note))) && Stopwatch.GetElapsedTime(began) < _most)
                    await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
                for (var person = 0; person < People; person++)
                    if (seen.TryGetValue((person, note), out var at))
                        times.Add((at - began) * 1000.0 / Stopwatch.Frequency);
                    else
                        lost++;
                await Task.Delay(_apart, TimeProvider.System);
            }
        }
        finally
        {
            foreach (var person in people)
                await person.DisposeAsync();
        }

        return (times, lost);
    }

    private static async Task<IReadOnlyList<double>> TypeAsync(IBrowser browser, Uri address)
    {
        await using var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 } });
        await SignedIn.GiveAsync(context, address);
        var page = await context.NewPageAsync();
        await page.GotoAsync(address.AbsoluteUri);
        var field = page.GetByLabel("A note", new() { Exact = true });
        await page.WaitForSelectorAsync(".composer .primary:not([disabled])");
        await field.ClickAsync();
        // From the browser's own time of the key to the frame after the one in which the letter is drawn.
        await page.EvaluateAsync("""
            () => {
              window.letters = [];
              let began = 0;
              addEventListener('keydown', event => began = event.timeStamp, true);
              addEventListener('input', () => { const from = began; requestAnimationFrame(() => { const frame = new MessageChannel(); frame.port1.onmessage = () => letters.push(performance.now() - from); frame.port2.postMessage(0); }); }, true);
            }
            """);
        await page.Keyboard.TypeAsync("Thirty-eight of a hundred sign-ins recovered on the first two nodes.", new() { Delay = 80 });
        return await page.EvaluateAsync<double[]>("() => letters");
    }
}
