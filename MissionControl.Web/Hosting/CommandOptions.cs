using System.Collections.Immutable;

namespace MissionControl.Web.Hosting;

/// <summary>What stands behind a command: its own options with their values, words, and settings of the app.</summary>
internal sealed class CommandOptions
{
    private const string Setting = "--" + MissionSettings.Section + ":";

    /// <param name="args">Behind the command's name.</param>
    /// <param name="own">The options the command knows, each with a value: <c>--until</c>.</param>
    public CommandOptions(string[] args, params string[] own)
    {
        var (values, words, settings) = (ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal), ImmutableArray.CreateBuilder<string>(), ImmutableArray.CreateBuilder<string>());
        for (var index = 0; index < args.Length; index++)
        {
            var argument = args[index];
            if (!argument.StartsWith("--", StringComparison.Ordinal))
            {
                words.Add(argument);
                continue;
            }

            var isOwn = own.Contains(argument);
            // --KEY=VALUE is one argument, --KEY VALUE two.
            var isPair = !argument.Contains('=', StringComparison.Ordinal);
            if (!isOwn && !argument.StartsWith(Setting, StringComparison.OrdinalIgnoreCase) || isPair && index + 1 == args.Length || isOwn && values.ContainsKey(argument))
            {
                IsWrong = true;
                break;
            }

            if (isOwn)
                values[argument] = args[++index];
            else
                settings.Add(isPair ? $"{argument}={args[++index]}" : argument);
        }

        (Values, Words, Settings) = (values.ToImmutable(), words.ToImmutable(), settings.ToImmutable());
    }

    /// <summary>An option nobody knows, one without its value, or one given twice.</summary>
    public bool IsWrong { get; }

    public ImmutableDictionary<string, string> Values { get; }

    /// <summary>In their order.</summary>
    public ImmutableArray<string> Words { get; }

    /// <summary>For <see cref="MissionApp.Create"/>.</summary>
    public ImmutableArray<string> Settings { get; }
}
