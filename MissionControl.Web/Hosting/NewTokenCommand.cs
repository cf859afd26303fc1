using System.Globalization;
using MissionControl.Core.People;
using MissionControl.Core.People.Tokens;
using MissionControl.Core.Storage;

namespace MissionControl.Web.Hosting;

/// <summary><c>new-token</c>: issues an API token from a shell, also while the app runs. 0 issued, 1 refused, 2 usage.</summary>
internal static class NewTokenCommand
{
    public const string Name = "new-token";

    private static readonly string Usage =
        $"""
        usage: MissionControl.Web new-token --name NAME --scope SCOPE [--scope SCOPE …] [--expires 90d] [--MissionControl:Data FOLDER]
        scopes: {string.Join(", ", Scopes.Words)}; expires: hours, days or weeks such as 12h, 90d, 52w, or never (unless told)
        """;

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        if (Read(args) is not { } read)
        {
            await error.WriteLineAsync(Usage);
            return 2;
        }

        // Built, never started: settings, checks and storage are the app's own.
        await using var app = MissionApp.Create(read.Others, static builder => builder.Logging.ClearProviders());
        await app.Services.MigrateStorageAsync(CancellationToken.None);
        var answer = await app.Services.GetRequiredService<TokenBook>().IssueAsync(read.Draft, Actor.System, CancellationToken.None);
        foreach (var problem in answer.Problems)
            await error.WriteLineAsync($"{Name}: {(problem.Field.Length == 0 ? "" : $"--{problem.Field}: ")}{problem.Words}");
        if (answer.Issued is not { } issued)
            return answer.Problems.All(static problem => problem.Field.Length == 0) ? 1 : 2;
        // Alone on standard output, so that a script can take it from there.
        await output.WriteLineAsync(issued.Secret);
        await error.WriteLineAsync(Words(issued.Token));
        return 0;
    }

    private static string Words(ApiToken token) =>
        $"issued token {token.Id} for {string.Join(", ", token.Scopes.Select(static scope => scope.Word()))}, "
        + (token.ExpiresAt is { } expires ? $"good until {expires.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC" : "good for ever")
        + "; it is shown this once";

    private static (TokenDraft Draft, string[] Others)? Read(string[] args)
    {
        string name = "", expires = "never";
        List<string> scopes = [], others = [];
        for (var index = 0; index < args.Length; index++)
        {
            if (!args[index].StartsWith("--", StringComparison.Ordinal))
                return null;
            var (key, value) = args[index].Split('=', 2) is [var before, var after] ? (before, after) : (args[index], index + 1 < args.Length ? args[++index] : "");
            switch (key)
            {
                case "--name":
                    name = value;
                    break;
                case "--scope":
                    scopes.AddRange(value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
                    break;
                case "--expires":
                    expires = value;
                    break;
                default:
                    others.AddRange([key, value]);
                    break;
            }
        }

        return ReadLife(expires) is var (isGood, lasts) && isGood ? (new TokenDraft(name, [.. scopes], lasts), [.. others]) : null;
    }

    private static (bool IsGood, TimeSpan? Lasts) ReadLife(string text)
    {
        if (text == "never")
            return (true, null);
        if (text.Length is < 2 or > 6 || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return (false, null);
        return text[^1] switch
        {
            'h' => (true, TimeSpan.FromHours(number)),
            'd' => (true, TimeSpan.FromDays(number)),
            'w' => (true, TimeSpan.FromDays(7 * number)),
            _ => (false, null),
        };
    }
}
