using System.Collections.Immutable;
using System.Globalization;
using MissionControl.Core;
using MissionControl.Core.Storage;

namespace MissionControl.Web.Hosting;

/// <summary>Reads keys of the section one by one and collects what is wrong. Whatever was never asked for is unknown.</summary>
internal sealed class SettingsReader(IConfiguration configuration, string workingDirectory)
{
    private readonly IConfigurationSection _section = configuration.GetSection(MissionSettings.Section);
    private readonly List<string> _known = [];

    public List<SettingsProblem> Problems { get; } = [];

    /// <summary>What was asked for, for the audit. A secret unless the method that reads it says otherwise.</summary>
    public ImmutableSortedDictionary<string, string> Shown { get; private set; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public void Take(IEnumerable<SettingsProblem> problems) => Problems.AddRange(problems);

    /// <summary>An absolute path.</summary>
    public string Folder(string key, string usual)
    {
        var text = Ask(key) ?? usual;
        if (!string.IsNullOrWhiteSpace(text) && !text.Contains('\0', StringComparison.Ordinal))
            return Show(key, Path.GetFullPath(text, workingDirectory));
        Refuse(key, "must name a folder", text.Length == 0 ? "nothing" : Quoted(text), "name one, or remove the setting for the usual folder");
        return workingDirectory;
    }

    /// <summary>An absolute http or https address without a slash at its end; <see langword="null"/> when it is not set.</summary>
    public string? Origin(string key)
    {
        if (Ask(key) is not { } text)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https") && address.UserInfo.Length == 0 && address.Query.Length == 0 && address.Fragment.Length == 0)
            return Show(key, address.AbsoluteUri.TrimEnd('/'));
        Refuse(key, "must be the address that people use for this app", Quoted(text), "write one such as https://mission.example.org");
        return null;
    }

    /// <summary>Usually false.</summary>
    public bool Flag(string key)
    {
        if (Ask(key) is not { } text)
            return false;
        if (bool.TryParse(text, out var flag))
            return Show(key, flag);
        Refuse(key, "must be true or false", Quoted(text), "use one of the two");
        return false;
    }

    /// <summary><see langword="null"/> when it is not set.</summary>
    public int? WholeNumber(string key, int least, int most)
    {
        if (Ask(key) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return Show(key, number);
        Refuse(key, $"must be a whole number from {least} to {most}", Quoted(text), "use such a number, or remove the setting");
        return null;
    }

    /// <summary>A secret: it is never part of a problem. Nothing or white space is no connection string at all.</summary>
    public string? ConnectionString(string key)
    {
        if (Ask(key) is not { } text || string.IsNullOrWhiteSpace(text))
            return null;
        if (MissionContextFactory.IsConnectionString(text))
        {
            Show(key, MissionContextFactory.Describe(text));
            return text;
        }

        Refuse(
            key,
            "must be a SQL Server connection string",
            "text that is none (not shown, it may hold a password)",
            "write pairs such as Server=HOST;Database=NAME;User Id=NAME;Password=… with quotes around values that hold a semicolon");
        return null;
    }

    /// <summary>Call it last.</summary>
    public void RefuseUnknownKeys()
    {
        foreach (var (key, value) in _section.AsEnumerable(makePathsRelative: true).OrderBy(static pair => pair.Key, StringComparer.Ordinal))
            if (value is not null && key.Length > 0 && !_known.Contains(key, StringComparer.OrdinalIgnoreCase))
                // The value may be a secret under a mistyped name.
                Refuse(key, "is not a setting", "a value for it", "remove it" + DidYouMean.Hint(key, _known));
    }

    private string? Ask(string key)
    {
        _known.Add(key);
        var text = _section[key];
        Show(key, text is null ? "not set" : "set");
        return text;
    }

    private T Show<T>(string key, T value)
    {
        Shown = Shown.SetItem(key, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
        return value;
    }

    private void Refuse(string key, string rule, string found, string remedy) =>
        Problems.Add(new($"{MissionSettings.Section}:{key}", rule, found, remedy));

    private static string Quoted(string text) => $"'{text}'";
}
