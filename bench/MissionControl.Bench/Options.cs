using System.Globalization;

namespace MissionControl.Bench;

/// <summary><c>--seed N</c>, <c>--requests N</c>, <c>--seconds N</c>, <c>--kills N</c>, <c>--breaks N</c> and <c>--hits N</c>, wherever they stand among the names.</summary>
internal static class Options
{
    public static int Seed { get; private set; } = 1;

    /// <summary>Hostile ones.</summary>
    public static int Requests { get; private set; } = 10_000;

    /// <summary>How long alerts come in at a steady rate.</summary>
    public static TimeSpan Length { get; private set; } = TimeSpan.FromSeconds(60);

    /// <summary>While alerts come in.</summary>
    public static int Kills { get; private set; } = 50;

    /// <summary>Of each setting.</summary>
    public static int Breaks { get; private set; } = 1000;

    /// <summary>Of the public page in its hour. Usually those of GOV.UK's busiest one.</summary>
    public static int Hits { get; private set; } = 17_000_000;

    /// <summary><see langword="false"/> when what follows is no number.</summary>
    public static bool Take(ref string[] names)
    {
        var others = new List<string>();
        for (var index = 0; index < names.Length; index++)
        {
            var name = names[index];
            if (name is not ("--seed" or "--requests" or "--seconds" or "--kills" or "--breaks" or "--hits"))
            {
                others.Add(name);
                continue;
            }

            if (++index == names.Length || !int.TryParse(names[index], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return false;
            Set(name, number);
        }

        names = [.. others];
        return true;
    }

    private static void Set(string name, int number)
    {
        switch (name)
        {
            case "--seed":
                Seed = number;
                break;
            case "--requests":
                Requests = number;
                break;
            case "--seconds":
                Length = TimeSpan.FromSeconds(number);
                break;
            case "--breaks":
                Breaks = Math.Max(1, number);
                break;
            case "--hits":
                Hits = number;
                break;
            default:
                Kills = number;
                break;
        }
    }
}
