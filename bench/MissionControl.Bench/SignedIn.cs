using System.Diagnostics;
using Microsoft.Playwright;

namespace MissionControl.Bench;

/// <summary>The person whom the bench looks at pages as.</summary>
internal static class SignedIn
{
    private const string Cookie = "__Host-mission";
    public const string Email = "bench@example.org";
    public const string Password = "measure twice and cut once";

    /// <summary>Adds them to a place, before the app runs there.</summary>
    public static Task AddAsync(string app, Workplace place) => AddAsync(app, place, "Viewer");

    public static async Task AddAsync(string app, Workplace place, string role)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[app, "new-user", "--name", "Bench", "--email", Email, "--role", role, "--password-stdin", "--MissionControl:Data", place.Data])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteLineAsync(Password);
        process.StandardInput.Close();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"new-user: {error}");
    }

    /// <summary>The answer to a question that needs somebody; <see langword="null"/> while they are still being let in.</summary>
    public static async Task<string?> AskAsync(Uri address)
    {
        using var answer = await ServerProcess.Http.GetAsync(address);
        if (answer.IsSuccessStatusCode)
            return await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode == System.Net.HttpStatusCode.Unauthorized)
            await EnterAsync(address);
        return null;
    }

    /// <summary>Gives a browser the cookie that the bench itself has.</summary>
    public static Task GiveAsync(IBrowserContext context, Uri address)
    {
        var given = ServerProcess.Http.DefaultRequestHeaders.TryGetValues("Cookie", out var cookies) ? cookies.First() : null;
        return given is null ? Task.CompletedTask : context.AddCookiesAsync([new() { Name = Cookie, Value = given[(Cookie.Length + 1)..], Domain = address.Host, Path = "/", Secure = true, HttpOnly = true, SameSite = SameSiteAttribute.Lax }]);
    }

    private static async Task EnterAsync(Uri address)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        var where = new Uri(address, "/sign-in");
        using var page = await client.GetAsync(where);
        var html = await page.Content.ReadAsStringAsync();
        var token = html.Split("name=\"__RequestVerificationToken\" value=\"")[1].Split('"')[0];
        client.DefaultRequestHeaders.Add("Cookie", string.Join("; ", page.Headers.GetValues("Set-Cookie").Select(static cookie => cookie.Split(';')[0])));
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("_handler", "password"), new("Entry.Email", Email), new("Entry.Password", Password)]);
        using var answer = await client.PostAsync(where, form);
        var cookie = answer.Headers.GetValues("Set-Cookie").First(static one => one.StartsWith(Cookie + "=", StringComparison.Ordinal)).Split(';')[0];
        ServerProcess.Http.DefaultRequestHeaders.Remove("Cookie");
        ServerProcess.Http.DefaultRequestHeaders.Add("Cookie", cookie);
    }
}
