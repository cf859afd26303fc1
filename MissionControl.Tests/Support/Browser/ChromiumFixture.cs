using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Playwright;
using Xunit.Sdk;
using static Microsoft.Playwright.Assertions;

namespace MissionControl.Tests.Support.Browser;

/// <summary>One Chromium for many browser tests; every test takes its own fresh context.</summary>
public class ChromiumFixture : IAsyncLifetime
{
    /// <summary>What takes longer is taken for wrong, in milliseconds: a machine may do much else beside.</summary>
    private const float Patience = 15_000;

    private static readonly ConcurrentDictionary<Type, ChromiumFixture> _running = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private Task _closing = Task.CompletedTask;

    public IBrowser Browser => _browser ?? throw new InvalidOperationException("Chromium has not started.");

    public async Task InitializeAsync()
    {
        _running[GetType()] = this;
        SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Executable(),
            Args =
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
    }

    /// <summary>
    /// Begins to close what a test has opened: a page that was left open looks for its server as long as the browser runs. Whoever opens the next one
    /// waits until that is done, and hears of it when it failed.
    /// </summary>
    /// <param name="fixture">Whose pages.</param>
    public static void BeginToClose(Type fixture)
    {
        if (_running.GetValueOrDefault(fixture) is { _browser: { } browser } running)
            running._closing = Task.WhenAll(browser.Contexts.ToArray().Select(static context => context.CloseAsync()));
    }

    public async Task DisposeAsync()
    {
        _running.TryRemove(GetType(), out _);
        await _closing;
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>A page of that screen and theme, in a context of its own. Nothing fades in: what is half there has not its contrast yet.</summary>
    public async Task<IPage> OpenAsync(Screen screen, ColorScheme theme)
    {
        await _closing;
        var context = await Browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = screen.Width, Height = screen.Height },
            ColorScheme = theme,
            Locale = "en-GB",
            ReducedMotion = ReducedMotion.Reduce,
        });
        return await context.NewPageAsync();
    }

    // Playwright's own browser download is not used: the system's Chromium is.
    private static string Executable()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Prepend("/usr/bin");
        return folders.Select(folder => Path.Combine(folder, "chromium")).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("Browser tests need chromium on the PATH (Debian: apt-get install chromium).");
    }
}

/// <summary>That of <see cref="SecondChromiumTests"/>.</summary>
public sealed class SecondChromiumFixture : ChromiumFixture;

/// <summary>One for a class that shares something else with others.</summary>
public sealed class OwnChromiumFixture : ChromiumFixture;

/// <summary>After each test its pages are closed.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ClosesPagesAttribute(Type fixture) : BeforeAfterTestAttribute
{
    /// <summary>Whose pages.</summary>
    public Type Fixture => fixture;

    public override void After(MethodInfo methodUnderTest) => ChromiumFixture.BeginToClose(fixture);
}

[ClosesPages(typeof(ChromiumFixture))]
[CollectionDefinition(Name)]
public sealed class ChromiumTests : ICollectionFixture<ChromiumFixture>
{
    public const string Name = "Chromium";
}

/// <summary>Half of the browser tests, beside the other half: those of incidents, runbooks, the audit and what strangers see.</summary>
[ClosesPages(typeof(SecondChromiumFixture))]
[CollectionDefinition(Name)]
public sealed class SecondChromiumTests : ICollectionFixture<SecondChromiumFixture>
{
    public const string Name = "Second Chromium";
}

/// <summary>The screens we promise to look right on.</summary>
public sealed record Screen(int Width, int Height)
{
    public static readonly Screen Phone = new(390, 844);
    public static readonly Screen Laptop = new(1440, 900);
    public static readonly Screen WallScreen = new(1920, 1080);
}
