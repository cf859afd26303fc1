using MissionControl.Core;
using MissionControl.Core.People;
using MissionControl.Core.Storage;
using MissionControl.Web.Account;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Hosting;

/// <summary>
/// <c>new-user</c>: adds somebody from a shell, also while the app runs. The password is the first line of standard input; without one a
/// link is printed by which they choose it. 0 added, 1 refused, 2 usage.
/// </summary>
internal static class NewUserCommand
{
    public const string Name = "new-user";

    private static readonly string _usage =
        $"""
        usage: MissionControl.Web new-user --name NAME --email ADDRESS --role ROLE [--password-stdin] [--MissionControl:Data FOLDER]
        roles: {string.Join(", ", Enum.GetNames<Role>())}; with --password-stdin the password is the first line of standard input, else a link is printed
        """;

    public static Task<int> RunAsync(string[] args, TextWriter output, TextWriter error) => RunAsync(args, Console.In, output, error);

    internal static async Task<int> RunAsync(string[] args, TextReader input, TextWriter output, TextWriter error)
    {
        if (Read(args) is not { } read)
        {
            await error.WriteLineAsync(_usage);
            return 2;
        }

        if (!Enum.TryParse<Role>(read.Role, ignoreCase: true, out var role) || !Enum.IsDefined(role) || int.TryParse(read.Role, out _))
        {
            await error.WriteLineAsync($"{Name}: --role: There is no role '{read.Role}'{DidYouMean.Hint(read.Role, Enum.GetNames<Role>())}");
            return 2;
        }

        // Built, never started: settings, checks and storage are the app's own.
        await using var app = MissionApp.Create(read.Others, static builder => builder.Logging.ClearProviders());
        await app.Services.MigrateStorageAsync(CancellationToken.None);
        await using var scope = app.Services.CreateAsyncScope();
        var desk = scope.ServiceProvider.GetRequiredService<PeopleDesk>();
        var password = read.HasPassword ? await input.ReadLineAsync() ?? "" : null;
        var answer = password is null
            ? await desk.InviteAsync(read.Name, read.Email, role, Actor.System, CancellationToken.None)
            : await desk.AddAsync(read.Name, read.Email, password, password, role, isFirst: false, Actor.System, CancellationToken.None);
        foreach (var problem in answer.Problems)
            await error.WriteLineAsync($"{Name}: {(problem.Field.Length == 0 ? "" : $"{problem.Field}: ")}{problem.Words}");
        if (answer.Person is not { } person)
            return 1;
        await output.WriteLineAsync(answer.Link is { } secret ? Routes.JoinWith(secret) : person.Id.ToString());
        await error.WriteLineAsync(answer.Link is null ? $"added {role} {person.Id}" : $"invited {role} {person.Id}: the address above, after the app's own, is good once within three days; it is shown this once");
        return 0;
    }

    private static (string Name, string Email, string Role, bool HasPassword, string[] Others)? Read(string[] args)
    {
        string name = "", email = "", role = "";
        var hasPassword = false;
        List<string> others = [];
        for (var index = 0; index < args.Length; index++)
        {
            if (args[index] == "--password-stdin")
            {
                hasPassword = true;
                continue;
            }

            if (!args[index].StartsWith("--", StringComparison.Ordinal))
                return null;
            var (key, value) = args[index].Split('=', 2) is [var before, var after] ? (before, after) : (args[index], index + 1 < args.Length ? args[++index] : "");
            switch (key)
            {
                case "--name":
                    name = value;
                    break;
                case "--email":
                    email = value;
                    break;
                case "--role":
                    role = value;
                    break;
                default:
                    others.AddRange([key, value]);
                    break;
            }
        }

        return name.Length > 0 && email.Length > 0 && role.Length > 0 ? (name, email, role, hasPassword, [.. others]) : null;
    }
}
