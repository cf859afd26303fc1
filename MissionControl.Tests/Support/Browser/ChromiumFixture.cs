using Microsoft.Playwright;

namespace MissionControl.Tests.Support.Browser;

/// <summary>One Chromium for all browser tests; every test takes its own fresh context.</summary>
public sealed class ChromiumFixture : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public IBrowser Browser => _browser ?? throw new InvalidOperationException("Chromium has not started.");

    public async Task InitializeAsync()
    {
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

    public async Task DisposeAsync()
    {
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
