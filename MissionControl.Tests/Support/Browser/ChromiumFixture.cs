using System.Reflection;
using Microsoft.Playwright;
using Xunit.Sdk;
using static Microsoft.Playwright.Assertions;

namespace MissionControl.Tests.Support.Browser;

/// <summary>One Chromium for all browser tests; every test takes its own fresh context.</summary>
public class ChromiumFixture : IAsyncLifetime
{
    /// <summary>What takes longer is taken for wrong, in milliseconds: a machine may do much else beside.</summary>
    private const float Patience = 15_000;

    private static ChromiumFixture? _shared;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Is it that of <see cref="ChromiumTests"/>?</summary>
    protected virtual bool IsShared => true;

    public IBrowser Browser => _browser ?? throw new InvalidOperationException("Chromium has not started.");

    public async Task InitializeAsync()
    {
        if (IsShared)
            _shared = this;
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

    /// <summary>Closes what a test has opened: a page that was left open looks for its server as long as the browser runs.</summary>
    public static async Task CloseAllAsync()
    {
        if (_shared?._browser is { } browser)
            await Task.WhenAll(browser.Contexts.ToArray().Select(static context => context.CloseAsync()));
    }

    public async Task DisposeAsync()
    {
        if (IsShared)
            _shared = null;
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>A page of that screen and theme, in a context of its own. Nothing fades in: what is half there has not its contrast yet.</summary>
    public async Task<IPage> OpenAsync(Screen screen, ColorScheme theme)
    {
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

/// <summary>One for tests that run beside the others.</summary>
public sealed class OwnChromiumFixture : ChromiumFixture
{
    protected override bool IsShared => false;
}

/// <summary>After each test its pages are closed.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ClosesPagesAttribute : BeforeAfterTestAttribute
{
    public override void After(MethodInfo methodUnderTest) => Task.Run(ChromiumFixture.CloseAllAsync).GetAwaiter().GetResult();
}

[ClosesPages]
[CollectionDefinition(Name)]
public sealed class ChromiumTests : ICollectionFixture<ChromiumFixture>
{
    public const string Name = "Chromium";
}

/// <summary>The screens we promise to look right on.</summary>
public sealed record Screen(int Width, int Height)
{
    public static readonly Screen Phone = new(390, 844);
    public static readonly Screen Laptop = new(1440, 900);
    public static readonly Screen WallScreen = new(1920, 1080);
}
